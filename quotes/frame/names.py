"""The shape of an outlet's name, for the many outlets that no list knows."""

#: What an outlet's name ends in and little else does.
_LAST_WORDS = frozenset(
    "advertiser,agency,argus,beacon,blog,broadcasting,bulletin,chronicle,courier,daily,digest,dispatch,echo,examiner,express,gazette,"
    "guardian,herald,inquirer,insider,journal,ledger,log,magazine,media,monitor,network,news,newspaper,newspapers,notebook,"
    "observer,post,press,radio,register,reporter,review,sentinel,standard,telegraph,television,times,tribune,tv,"
    "voice,weekly,wire".split(",")
)
#: Names end in these too, but so do headlines ("Ferries Sail Again Today") and sections ("Business Online").
_DOUBTFUL_LAST_WORDS = frozenset("online,service,today".split(","))
#: "Daily Log", "Breaking News" and "World Press" are sections: a name has one word at least that is none of these.
_SECTION_WORDS = frozenset(
    "a,all,bad,breaking,business,city,company,culture,daily,education,entertainment,environment,fake,featured,feature,"
    "foreign,from,good,hard,health,in,international,latest,lifestyle,live,local,market,markets,money,more,most,"
    "national,other,our,photo,political,politics,popular,recent,regional,related,science,social,sports,sport,state,"
    "tech,technology,the,this,today,today's,top,travel,trending,video,weather,week,weekly,world,your".split(",")
)
_IN_NAMES = frozenset({"of", "the", "and", "de", "in", "&"})
#: "The Bay of Islands Morning Post" is about as long as it gets.
_MOST_WORDS = 6


def usual_name(words: str) -> str:
    """An outlet's name as usually written: "THE HARBOUR GAZETTE" is The Harbour Gazette."""
    each = [
        word.lower() if n and word.lower() in _IN_NAMES else word.capitalize() for n, word in enumerate(words.split())
    ]
    return " ".join(each) if words.isupper() and len(each) > 1 else words


def is_outlet_shaped(words: str, *, doubtful: bool = False) -> bool:
    """
    Could *words* be an outlet's name, by their shape alone?  With *doubtful*, by last words of less weight too.

    "The Lagoon Log", "Harbour Wire"; not "Breaking News", "Courts weigh in on news".
    """
    each = words.split()
    if not 1 < len(each) <= _MOST_WORDS or not all(word[0].isupper() or word in _IN_NAMES for word in each):
        return False
    plain = [word.replace("’", "'").casefold() for word in each]
    is_last = plain[-1] in _LAST_WORDS or (doubtful and plain[-1] in _DOUBTFUL_LAST_WORDS)
    return is_last and any(word not in _SECTION_WORDS | _IN_NAMES for word in plain[:-1])
