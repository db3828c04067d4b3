"""Places that stand in datelines without capitals or date to show it: "New York: …", "Doha – …"."""

import re
from functools import cache

#: Capitals, seats of bureaus and large cities, by region.  A name that is also an everyday word is left out.
_CITIES = """
Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Aden, Adelaide, Ahmedabad, Albany, Aleppo, Alexandria, Algiers,
Alicante, Almaty, Amman, Amritsar, Amsterdam, Anchorage, Ankara, Antananarivo, Antwerp, Apia, Arusha, Ashgabat,
Asmara, Astana, Asuncion, Asunción, Athens, Atlanta, Auckland, Austin, Baghdad, Baku, Bali, Baltimore, Bamako, Bandar
Seri Begawan, Bangalore, Bangkok, Bangui, Banjul, Barcelona, Barranquilla, Basra, Beijing, Beira, Beirut, Belfast,
Belgrade, Belmopan, Bengaluru, Benghazi, Berlin, Bern, Bhopal, Bhubaneswar, Bilbao, Birmingham, Bishkek, Bissau,
Bogota, Bogotá, Boise, Bonn, Bordeaux, Boston, Brasilia, Brasília, Bratislava, Brazzaville, Bridgetown, Brisbane,
Brussels, Bucharest, Budapest, Buenos Aires, Buffalo, Bujumbura, Bukavu, Bulawayo, Busan, Cairo, Calais, Calgary,
Cali, Canberra, Cancun, Cancún, Cape Town, Caracas, Cardiff, Casablanca, Cebu, Chandigarh, Changsha, Charleston,
Charlotte, Chengdu, Chennai, Chiang Mai, Chicago, Chisinau, Chittagong, Chongqing, Christchurch, Cincinnati, Ciudad
Juarez, Cleveland, Cologne, Colombo, Columbus, Conakry, Copenhagen, Cordoba, Cotonou, Cuenca, Culiacan, Curitiba,
Dakar, Dallas, Damascus, Dar es Salaam, Darwin, Davao, Dehradun, Delhi, Denver, Des Moines, Detroit, Dhaka, Dili,
Djibouti, Dnipro, Dodoma, Doha, Donetsk, Douala, Dubai, Dublin, Durban, Dushanbe, Dusseldorf, Edinburgh, Edmonton, El
Fasher, El Paso, Entebbe, Erbil, Faisalabad, Florence, Fort Worth, Frankfurt, Freetown, Fukuoka, Gaborone, Galle,
Gangneung, Gaza, Gaza City, Gdansk, Geneva, Georgetown, Glasgow, Goma, Gothenburg, Guadalajara, Guangzhou, Guatemala
City, Guayaquil, Gurugram, Guwahati, Gwangju, Haifa, Halifax, Hamburg, Hamilton, Hangzhou, Hanoi, Harare, Hargeisa,
Hartford, Havana, Helsinki, Herat, Hiroshima, Ho Chi Minh City, Hobart, Hong Kong, Honiara, Honolulu, Houston,
Hyderabad, Ibadan, Idlib, Imphal, Incheon, Indianapolis, Indore, Islamabad, Istanbul, Izmir, Jaffna, Jaipur, Jakarta,
Jammu, Jeddah, Jenin, Jerusalem, Jinja, Johannesburg, Juba, Kabul, Kaduna, Kampala, Kandahar, Kandy, Kano, Kansas
City, Karachi, Kathmandu, Kaunas, Kazan, Kharkiv, Khartoum, Kherson, Kigali, Kingston, Kinshasa, Kisumu, Kochi,
Kolkata, Kota Kinabalu, Kozhikode, Krakow, Kuala Lumpur, Kuching, Kumasi, Kunming, Kuwait City, Kyiv, Kiev, Kyoto, La
Paz, Lagos, Lahore, Las Vegas, Lausanne, Leeds, Leipzig, Leh, Libreville, Lilongwe, Lima, Lisbon, Liverpool,
Ljubljana, Lome, Lomé, London, Los Angeles, Luanda, Lucknow, Lusaka, Luxembourg, Lviv, Lyon, Macau, Madison, Madrid,
Maiduguri, Majuro, Malabo, Malaga, Malé, Managua, Manama, Manaus, Manchester, Mandalay, Manila, Maputo, Maracaibo,
Mariupol, Marrakech, Marseille, Maseru, Mazar-i-Sharif, Mbabane, Medellin, Medellín, Melbourne, Memphis, Merida,
Mexico City, Miami, Milan, Milwaukee, Minneapolis, Minsk, Mogadishu, Mombasa, Monrovia, Monterrey, Montevideo,
Montreal, Moroni, Moscow, Mosul, Mumbai, Munich, Muscat, Nablus, Nagasaki, Nagoya, Nagpur, Nairobi, Naples, Nashville,
Nassau, Naypyidaw, Naypyitaw, N'Djamena, New Delhi, New Orleans, New York, New York City, Niamey, Nicosia, Noida,
Nouakchott, Noumea, Nuku'alofa, Nur-Sultan, Nuuk, Oaxaca, Odesa, Odessa, Oklahoma City, Omdurman, Orlando, Osaka,
Oslo, Ottawa, Ouagadougou, Palermo, Panama City, Paramaribo, Paris, Patna, Penang, Perth, Peshawar, Petaling Jaya,
Philadelphia, Phnom Penh, Phoenix, Phuket, Pittsburgh, Podgorica, Port Harcourt, Port Louis, Port Moresby, Port of
Spain, Port Sudan, Port Vila, Port-au-Prince, Portland, Porto, Porto Alegre, Porto-Novo, Prague, Praia, Pretoria,
Pristina, Puebla, Pune, Putrajaya, Pyongyang, Quebec City, Quetta, Quito, Rabat, Rafah, Raipur, Raleigh, Ramallah,
Ranchi, Rangoon, Rawalpindi, Recife, Reykjavik, Richmond, Riga, Rio de Janeiro, Riyadh, Rome, Rosario, Rotterdam,
Sacramento, Saint Petersburg, Salt Lake City, Salvador, San Antonio, San Diego, San Francisco, San Jose, San José, San
Juan, San Salvador, Sanaa, Sana'a, Santa Cruz, Santa Fe, Santiago, Santo Domingo, Sao Paulo, São Paulo, Sapporo,
Sarajevo, Seattle, Sejong, Seoul, Seville, Shanghai, Sharjah, Shenyang, Shenzhen, Shillong, Shimla, Sialkot, Skopje,
Sochi, Sofia, Srinagar, St. Louis, St. Paul, St. Petersburg, Stockholm, Strasbourg, Stuttgart, Surabaya, Suva, Sydney,
Tabriz, Taipei, Tallinn, Tampa, Tampico, Tashkent, Tbilisi, Tegucigalpa, Tehran, Tel Aviv, The Hague, Thessaloniki,
Thimphu, Thiruvananthapuram, Tijuana, Timbuktu, Tirana, Tokyo, Toronto, Toulouse, Trento, Tripoli, Trivandrum, Tucson,
Tunis, Turin, Ulaanbaatar, Ulan Bator, United Nations, Utrecht, Vaduz, Valencia, Valletta, Valparaiso, Vancouver,
Varanasi, Vatican City, Venice, Veracruz, Victoria, Vienna, Vientiane, Vijayawada, Vilnius, Visakhapatnam,
Vladivostok, Warsaw, Washington, Washington DC, Washington D.C., Wellington, Windhoek, Winnipeg, Wuhan, Xiamen,
Yangon, Yaounde, Yaoundé, Yerevan, Yokohama, Zagreb, Zanzibar, Zurich, Zürich
"""
#: Countries, and states and provinces as papers shorten them, behind a town ("Sambalpur, India"); some stand alone.
_REGIONS = """
Afghanistan, Albania, Algeria, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain,
Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bermuda, Bhutan, Bolivia, Bosnia, Bosnia and Herzegovina,
Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Chile, China,
Colombia, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Democratic Republic of the Congo, DRC, Denmark,
Dominican Republic, East Timor, Ecuador, Egypt, El Salvador, England, Eritrea, Estonia, Eswatini, Ethiopia, Fiji,
Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Gibraltar, Greece, Greenland, Guam, Guatemala, Guinea,
Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica,
Japan, Jordan, Kashmir, Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya,
Lithuania, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco,
Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Caledonia, New Zealand,
Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Northern Ireland, Norway, Oman, Pakistan, Palestine, Panama,
Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, Russia, Rwanda, Samoa,
Saudi Arabia, Scotland, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands,
Somalia, Somaliland, South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland,
Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Türkiye,
Turkmenistan, UAE, Uganda, UK, U.K., Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, US, U.S.,
USA, Uzbekistan, Vanuatu, Venezuela, Vietnam, Wales, West Bank, Yemen, Zambia, Zimbabwe, Ala., Ariz., Ark., Calif.,
Colo., Conn., Del., D.C., DC, Fla., Ga., Ill., Ind., Kan., Ky., La., Md., Mass., Mich., Minn., Miss., Mo., Mont.,
Neb., Nev., N.H., N.J., N.M., N.Y., N.C., N.D., Okla., Ore., Pa., R.I., S.C., S.D., Tenn., Vt., Va., Wash., W.Va.,
Wis., Wyo., Alaska, Hawaii, Idaho, Iowa, Maine, Ohio, Texas, Utah, Alberta, British Columbia, Manitoba, Ontario,
Quebec, N.S., Sask., Alta., Ont., B.C., New South Wales, NSW, Queensland, Tasmania, Assam, Bihar, Goa, Gujarat,
Haryana, Karnataka, Kerala, Maharashtra, Manipur, Odisha, Punjab, Rajasthan, Tamil Nadu, Telangana, Uttar Pradesh,
West Bengal
"""


#: Letters that stay capitals in a place's name.
_LETTERS = frozenset("DC,EU,HMS,NATO,UN,US,UK,USS".split(","))
#: Words within a name that are small in usual writing ("PUERTO DEL CARMEN").
_SMALL_WORDS = frozenset("and,au,aux,da,das,de,del,di,do,dos,en,es,la,las,los,of,on,sur,the,under,upon".split(","))
#: States and provinces in so few letters are written in capitals ("AUSTIN, TX").
_CODE = 3
_BETWEEN_PARTS = re.compile(r"( ?[,/\[\]] ?| and )")
#: The word in capitals, what stands small before it as in "McALLEN" not included.
_SHOUTED = re.compile(r"(?<![^\W\d_])(?:Mc|Mac)?([^\W\d_a-zß-öø-ÿ]{2,}(?:['’]S\b)?)")


@cache
def _known(names: str) -> dict[str, str]:
    """The names of a list as it writes them, by their small letters."""
    listed = (" ".join(each.split()) for each in names.replace("\n", " ").split(",") if each.strip())
    return {each.casefold(): each for each in listed}


def usual(place: str) -> str:
    """A place as usually written: "RIO DE JANEIRO" is Rio de Janeiro, "RENO, Nev." and "AUSTIN, TX" are not shouted."""
    parts = _BETWEEN_PARTS.split(place)
    return "".join(_usual_part(part, is_first=n == 0) if n % 2 == 0 else part for n, part in enumerate(parts))


def _usual_part(part: str, *, is_first: bool) -> str:
    """A town or a region: "LUSAKA" is Lusaka; a region's letters stay."""
    if part != part.upper() and not _SHOUTED.match(part):
        return part
    listed = {**_known(_REGIONS), **_known(_CITIES)}.get(part.casefold())
    if listed is not None or (not is_first and len(part) <= _CODE):
        return listed or part
    return _SHOUTED.sub(lambda match: _usual_word(match, is_first=match.start() == 0), part)


def _usual_word(match: re.Match[str], *, is_first: bool) -> str:
    """A word in capitals in small letters but the first."""
    word = match[1]
    if word in _LETTERS:
        return match[0]
    small = word.casefold()
    return small if small in _SMALL_WORDS and not is_first else match[0][: -len(word)] + word.capitalize()


def is_place(words: str) -> bool:
    """Is this a known city, a country, or some town with a known region behind it ("Sambalpur, India")?"""
    plain = words.replace("’", "'").replace("[", ", ").replace("]", "")
    parts = [" ".join(part.split()).casefold() for part in plain.split(",")]
    is_known = parts[0] in _known(_CITIES) or parts[0] in _known(_REGIONS)
    return is_known or (len(parts) > 1 and parts[-1] in _known(_REGIONS))
