"""Places that stand in datelines without capitals or date to show it: "New York: …", "Doha – …"."""

import re
from functools import cache

#: Capitals, seats of bureaus and large cities.  A name that is also an everyday word is left out.
_CITIES = """
Abbottabad, Abeokuta, Aberdeen, Abidjan, Abu Dhabi, Abuja, Acapulco, Accra, Addis Ababa, Adelaide, Aden, Agadir,
Agartala, Agra, Ahmedabad, Ahvaz, Aizawl, Ajman, Ajmer, Akure, Al Ain, Albany, Albuquerque, Aleppo, Alexandria,
Algiers, Alicante, Almaty, Alor Setar, Ambon, Amman, Amritsar, Amsterdam, Anaheim, Anantnag, Anchorage, Ankara,
Annapolis, Antananarivo, Antofagasta, Antwerp, Apia, Aqaba, Arequipa, Arusha, Ashgabat, Asmara, Astana, Asuncion,
Asunción, Aswan, Athens, Atlanta, Auckland, Aurangabad, Austin, Ayodhya, Bacolod, Baghdad, Baguio, Bahawalpur,
Bakhmut, Baku, Bali, Baltimore, Bamako, Bandar Seri Begawan, Bandung, Bangalore, Bangkok, Bangui, Banjul, Baramulla,
Barcelona, Bariloche, Barishal, Barranquilla, Basel, Basra, Baton Rouge, Batumi, Beijing, Beira, Beirut, Belfast,
Belgrade, Belmopan, Belo Horizonte, Belém, Bengaluru, Benghazi, Benin City, Berlin, Bern, Bhopal, Bhubaneswar,
Bikaner, Bilbao, Biratnagar, Birgunj, Birmingham, Bishkek, Bismarck, Bissau, Blantyre, Bloemfontein, Bogota, Bogotá,
Boise, Bologna, Bonn, Bordeaux, Boston, Braga, Brasilia, Brasília, Bratislava, Brazzaville, Bremen, Bridgetown,
Brisbane, Brno, Brussels, Bucaramanga, Bucharest, Budapest, Buenos Aires, Buffalo, Bujumbura, Bukavu, Bukhara,
Bulawayo, Busan, Cagayan de Oro, Cairns, Cairo, Calabar, Calais, Calgary, Cali, Callao, Canberra, Cancun, Cancún, Cape
Town, Caracas, Cardiff, Carson City, Cartagena, Casablanca, Catania, Cebu, Chandigarh, Changchun, Changsha,
Charleston, Charlotte, Charlottetown, Chengdu, Chennai, Chernihiv, Cheyenne, Chiang Mai, Chiang Rai, Chicago,
Chihuahua, Chisinau, Chittagong, Chongqing, Christchurch, Cincinnati, Ciudad del Este, Ciudad Juarez, Cleveland,
Cluj-Napoca, Cochabamba, Coimbatore, Coimbra, Cologne, Colombo, Columbus, Conakry, Concepción, Copenhagen, Cordoba,
Cotonou, Cox's Bazar, Cuenca, Cuernavaca, Culiacan, Curitiba, Cusco, Cuttack, Córdoba, Cúcuta, Da Nang, Daegu,
Daejeon, Dakar, Dalian, Dallas, Damascus, Dammam, Dar es Salaam, Daraa, Darwin, Davao, Debrecen, Dehradun, Deir
ez-Zor, Delhi, Denpasar, Denver, Des Moines, Detroit, Dhaka, Dhanbad, Dili, Djibouti, Dnipro, Dodoma, Doha, Donetsk,
Douala, Dresden, Dubai, Dublin, Dunedin, Durban, Dushanbe, Dusseldorf, Edinburgh, Edmonton, El Alto, El Fasher, El
Paso, Eldoret, Encarnación, Entebbe, Enugu, Erbil, Faisalabad, Faridabad, Faro, Florence, Florianópolis, Fort
Lauderdale, Fort Worth, Fortaleza, Frankfurt, Fredericton, Freetown, Fresno, Fujairah, Fukuoka, Funchal, Fuzhou,
Gaborone, Galle, Galway, Gandhinagar, Gangneung, Gangtok, Ganja, Gaza, Gaza City, Gdansk, General Santos, Geneva,
Genoa, George Town, Georgetown, Ghaziabad, Ghent, Gilgit, Glasgow, Goma, Gothenburg, Gqeberha, Graz, Guadalajara,
Guangzhou, Guatemala City, Guayaquil, Guiyang, Gujranwala, Gulu, Gurugram, Guwahati, Gwalior, Gwangju, Gweru, Gyumri,
Hai Phong, Haifa, Haikou, Halifax, Hamburg, Hamilton, Hangzhou, Hanoi, Hanover, Harare, Harbin, Hargeisa, Haridwar,
Harrisburg, Hartford, Hat Yai, Havana, Hefei, Helsinki, Herat, Hermosillo, Hiroshima, Ho Chi Minh City, Hobart,
Hodeidah, Hohhot, Holguín, Homs, Hong Kong, Honiara, Honolulu, Houston, Hsinchu, Hubballi, Hyderabad, Iasi, Ibadan,
Idlib, Iloilo, Ilorin, Imphal, Incheon, Indianapolis, Indore, Innsbruck, Ipoh, Iqaluit, Iquitos, Irbid, Isfahan,
Islamabad, Istanbul, Itanagar, Izmir, Jabalpur, Jacksonville, Jaffna, Jaipur, Jakarta, Jalalabad, Jalandhar, Jammu,
Jamshedpur, Janakpur, Jayapura, Jeddah, Jeju, Jenin, Jerusalem, Jinan, Jinja, Jodhpur, Johannesburg, Johor Bahru,
Juba, Kabul, Kaduna, Kampala, Kandahar, Kandy, Kano, Kanpur, Kansas City, Kaohsiung, Karachi, Karbala, Kashgar,
Kathmandu, Kaunas, Kazan, Kharkiv, Khartoum, Kherson, Khon Kaen, Khujand, Khulna, Kiev, Kigali, Kingston, Kinshasa,
Kirkuk, Kisumu, Kitwe, Klang, Kobe, Kochi, Kohima, Kolhapur, Kolkata, Kosice, Kota Bharu, Kota Kinabalu, Kozhikode,
Krakow, Kramatorsk, Krasnodar, Kuala Lumpur, Kuala Terengganu, Kuantan, Kuching, Kumasi, Kunduz, Kunming, Kupwara,
Kutaisi, Kuwait City, Kyiv, Kyoto, La Paz, La Plata, Labuan, Lafia, Lagos, Lahore, Lansing, Lanzhou, Las Vegas,
Latakia, Lausanne, Leeds, Leh, Leicester, Leipzig, León, Lhasa, Libreville, Lille, Lilongwe, Lima, Limerick, Lisbon,
Little Rock, Liverpool, Ljubljana, Lodz, Lome, Lomé, London, Londonderry, Los Angeles, Luanda, Lucknow, Ludhiana,
Lusaka, Luxembourg, Luxor, Lviv, Lyon, Macau, Machakos, Madinah, Madison, Madrid, Madurai, Mahikeng, Maiduguri,
Majuro, Makassar, Makati, Makkah, Makurdi, Malabo, Malaga, Malmö, Malé, Managua, Manama, Manaus, Manchester, Mandalay,
Mangaluru, Manila, Maputo, Maracaibo, Marib, Mariupol, Marrakech, Marseille, Masaya, Maseru, Mashhad, Matanzas,
Mazar-i-Sharif, Mazatlán, Mbabane, Mbarara, Mbeya, Mbombela, Mecca, Medan, Medellin, Medellín, Meerut, Meknes, Melaka,
Melbourne, Memphis, Merida, Mexico City, Miami, Milan, Milwaukee, Minneapolis, Minsk, Mogadishu, Mombasa, Monrovia,
Monterrey, Montevideo, Montpelier, Montreal, Morelia, Moroni, Moscow, Mosul, Multan, Mumbai, Munich, Murcia, Muscat,
Mutare, Muzaffarabad, Muzaffarpur, Mwanza, Mykolaiv, Mysuru, Mzuzu, Mérida, N'Djamena, Nablus, Nagasaki, Nagoya,
Nagpur, Naha, Nairobi, Naivasha, Najaf, Nakuru, Nanchang, Nanjing, Nanning, Nantes, Naples, Nashik, Nashville, Nassau,
Naypyidaw, Naypyitaw, Ndola, New Delhi, New Orleans, New York, New York City, Newcastle, Niamey, Nicosia, Niigata,
Ningbo, Nizwa, Noida, Nottingham, Nouakchott, Noumea, Novi Sad, Novosibirsk, Nuku'alofa, Nur-Sultan, Nuremberg, Nuuk,
Oaxaca, Odesa, Odessa, Oklahoma City, Omaha, Omdurman, Oran, Orlando, Oruro, Osaka, Oslo, Ostrava, Ottawa,
Ouagadougou, Owerri, Palembang, Palermo, Panaji, Panama City, Paramaribo, Paris, Patna, Patras, Pattaya, Penang,
Perth, Peshawar, Petaling Jaya, Philadelphia, Phnom Penh, Phoenix, Phuket, Pietermaritzburg, Pittsburgh, Plovdiv,
Podgorica, Pokhara, Polokwane, Poltava, Ponta Delgada, Poonch, Port Elizabeth, Port Harcourt, Port Louis, Port
Moresby, Port of Spain, Port Said, Port Sudan, Port Vila, Port-au-Prince, Portland, Porto, Porto Alegre, Porto-Novo,
Portsmouth, Potosí, Poznan, Prague, Praia, Prayagraj, Pretoria, Pristina, Puducherry, Puebla, Pulwama, Pune, Punta
Arenas, Punta del Este, Putrajaya, Pyongyang, Qingdao, Qom, Quebec City, Querétaro, Quetta, Quetzaltenango, Quezon
City, Quito, Rabat, Rafah, Raipur, Rajkot, Rajouri, Rajshahi, Raleigh, Ramallah, Ranchi, Rangoon, Ras Al Khaimah,
Rawalpindi, Recife, Rennes, Reykjavik, Richmond, Riga, Rio de Janeiro, Rishikesh, Riyadh, Rome, Rosario,
Rostov-on-Don, Rotorua, Rotterdam, Rourkela, Rustenburg, Sacramento, Saint Petersburg, Salalah, Salt Lake City,
Saltillo, Salvador, Salzburg, Samarkand, San Antonio, San Diego, San Francisco, San Jose, San José, San Juan, San
Pedro Sula, San Salvador, Sana'a, Sanaa, Sandakan, Santa Cruz, Santa Fe, Santa Marta, Santiago, Santiago de Cuba,
Santo Domingo, Sanya, Sao Paulo, Sapporo, Sarajevo, Saskatoon, Seattle, Sejong, Semarang, Sendai, Seoul, Seremban,
Sevastopol, Seville, Sfax, Shah Alam, Shanghai, Sharjah, Sheffield, Shenyang, Shenzhen, Shillong, Shimla, Shiraz,
Shopian, Shymkent, Sialkot, Sibu, Sidon, Siem Reap, Sihanoukville, Siliguri, Simferopol, Skopje, Sochi, Sofia, Sohar,
Sokoto, Southampton, Soweto, Spokane, Srinagar, St. John's, St. Louis, St. Paul, St. Petersburg, Stellenbosch,
Stepanakert, Stockholm, Strasbourg, Stuttgart, Suez, Sukkur, Sulaymaniyah, Sumy, Sunyani, Surabaya, Suva, Suwon,
Sydney, Sylhet, São Paulo, Tabriz, Tabuk, Tacoma, Taichung, Tainan, Taipei, Taiyuan, Taiz, Takoradi, Talcahuano,
Tallahassee, Tallinn, Tamale, Tampa, Tampere, Tampico, Tangier, Tartu, Tashkent, Tauranga, Tawau, Tbilisi,
Tegucigalpa, Tehran, Tel Aviv, Tema, Temuco, Thane, The Hague, Thessaloniki, Thimphu, Thiruvananthapuram, Tianjin,
Tijuana, Timbuktu, Timisoara, Tirana, Tiruchirappalli, Tirupati, Tokyo, Toluca, Topeka, Toronto, Torreón, Toulouse,
Townsville, Trento, Tripoli, Trivandrum, Trondheim, Trujillo, Tucson, Tucumán, Tulsa, Tunis, Turin, Turku, Tuxtla
Gutiérrez, Udaipur, Ujjain, Ulaanbaatar, Ulan Bator, Ulsan, United Nations, Urumqi, Utrecht, Uyo, Vadodara, Vaduz,
Valencia, Valletta, Valparaiso, Vancouver, Varanasi, Varna, Vatican City, Venice, Veracruz, Victoria, Vienna,
Vientiane, Vijayawada, Villahermosa, Vilnius, Visakhapatnam, Vladivostok, Warangal, Warsaw, Washington, Washington
D.C., Washington DC, Wellington, Whitehorse, Wichita, Windhoek, Winnipeg, Wroclaw, Wuhan, Xalapa, Xi'an, Xiamen,
Yangon, Yaounde, Yaoundé, Yekaterinburg, Yellowknife, Yerevan, Yogyakarta, Yokohama, Yola, Zagreb, Zamboanga,
Zanzibar, Zaporizhzhia, Zaragoza, Zarqa, Zhengzhou, Zomba, Zurich, Zürich
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


def is_town(words: str) -> bool:
    """Is this a known city, whatever region stands behind it, rather than a region ("Africa" is a section too)?"""
    town, *region = [" ".join(part.split()).casefold() for part in words.split(",")]
    return town in _known(_CITIES) and all(each in _known(_REGIONS) for each in region)
