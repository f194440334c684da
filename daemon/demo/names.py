"""Words that the demo's people are made of. Nobody here exists."""

# country → first names, last names, streets, (postal code, city), mail domains, companies
COUNTRIES = {
    "FR": (
        "Camille Léa Manon Chloé Inès Jade Louise Zoé Anaïs Élodie Margaux Noémie Lucas Hugo Théo "
        "Mathis Nathan Enzo Gaël Rémi Benoît Cédric Jérôme Loïc Maëlle Océane Apolline Baptiste "
        "Corentin Quentin Solène Yann".split(),
        "Aubertin Besnard Chapuis Delorme Escoffier Fontanel Garnier Hébrard Imbert Jacquemin Kerouac "
        "Lacombe Marchetti Nivelle Orsini Pélissier Quiniou Rambaud Sauvage Tessier Urbain Vasseur "
        "Wagnon Yvetot Zimmerlin Bourdin Coquelin Dumortier Fauconnet Guilloux".split(),
        ["rue des Tilleuls", "rue de la République", "avenue des Acacias", "place du Marché",
         "chemin des Vignes", "quai des Brumes", "impasse du Moulin", "boulevard Saint-Michel"],
        [("69003", "Lyon"), ("44000", "Nantes"), ("31000", "Toulouse"), ("67000", "Strasbourg"),
         ("35000", "Rennes"), ("38000", "Grenoble"), ("59000", "Lille")],
        ["courrier.example", "boite.example", "mail.example"],
        ["Atelier Bleu", "Menuiserie du Lac", "Librairie Passage"],
    ),
    "DE": (
        "Anneliese Birgit Carsten Dörte Eberhard Friederike Gisela Hannelore Ingrid Jürgen Käthe Lothar "
        "Matthias Norbert Ottilie Petra Ronja Sabine Thorsten Ulrike Volker Wiebke Yannick Änne Björn "
        "Clemens Dagmar Elke Frauke Günther Heike Jörg".split(),
        "Achterberg Brüggemann Clausnitzer Dörfler Eichstädt Fröhlich Grünewald Habermann Ilgner Jungnickel "
        "Köhler Lüdtke Müllenbach Nöthlich Oberländer Pfeiffer Quandt Rösler Schäfermann Tönnies Übelacker "
        "Vogelsang Weißgerber Zöllner Bachmeier Dietzel Engelbrecht Hüttner Kranz Lohmann".split(),
        ["Lindenstraße", "Am Mühlbach", "Goethestraße", "Bahnhofstraße", "Kastanienallee", "Schulweg",
         "Am Alten Markt", "Rosenweg"],
        [("04109", "Leipzig"), ("28195", "Bremen"), ("44135", "Dortmund"), ("79098", "Freiburg"),
         ("99084", "Erfurt"), ("24103", "Kiel"), ("90402", "Nürnberg")],
        ["post.example", "briefkasten.example", "mail.example"],
        ["Tischlerei Nordhof", "Buchhandlung Morgenrot", "Hofladen Süd"],
    ),
    "GB": (
        "Alistair Beatrix Cordelia Duncan Eleanor Fergus Gwendolyn Hamish Imogen Jasper Keira Lachlan "
        "Morwenna Nigel Ottoline Percival Rhiannon Siobhan Tamsin Winifred Angus Bronwen Callum Dilys "
        "Ewan Fiona Gareth Harriet Isla Jocelyn Kenneth Lorna".split(),
        "Abernathy Blackwood Cholmondeley Dunwoody Entwistle Fairweather Grimshaw Hathersage Inglethorpe "
        "Jellicoe Kettleburn Longbottom Merriweather Nettlefold Ormsby Pennyfeather Quillfeather "
        "Ravenscroft Satterthwaite Thistlewood Underhill Vickersby Wetherby Yardley Ashcombe Birtwhistle "
        "Cottingham Draycott Fothergill Holloway".split(),
        ["Orchard Lane", "Station Road", "Church Street", "Mill Hill", "Victoria Terrace", "The Green",
         "Harbour View", "Kingsway"],
        [("LS1 4AP", "Leeds"), ("BS1 5TR", "Bristol"), ("EH1 1YZ", "Edinburgh"), ("CF10 1EP", "Cardiff"),
         ("NR1 3QG", "Norwich"), ("YO1 7HH", "York")],
        ["letterbox.example", "mail.example", "homemail.example"],
        ["Harbour Books", "Thistle Joinery", "The Green Larder"],
    ),
    "NL": (
        "Aafke Bas Cornelia Dirk Evert Fleur Gerrit Hanneke Ilse Joost Klaas Lotte Maarten Neeltje Otto "
        "Pieter Roos Sietse Truus Wouter Yfke Zwaantje Anouk Bram Diederik Femke".split(),
        "Achterhof Bakhuizen Cuypers Dekkers Engelen Fokkema Groeneveld Hoekstra IJsselstein Jongbloed "
        "Kuipers Leeuwenburg Molenaar Nijhuis Oosterbeek Pauwels Rietveld Schuurman Terpstra Uittenbogaard "
        "Veenstra Wiersma Zonneveld".split(),
        ["Kerkstraat", "Dorpsweg", "Molenlaan", "Prinsengracht", "Havenkade", "Lindelaan"],
        [("3511 AB", "Utrecht"), ("9711 CD", "Groningen"), ("5611 EF", "Eindhoven"), ("6211 GH", "Maastricht")],
        ["brievenbus.example", "mail.example"],
        ["Boekhandel De Brug", "Werkplaats Noord"],
    ),
}

NOTES_EN = [
    "Called about the delivery of order {order}; asked for a morning slot.",
    "Prefers to be written to by e-mail. Birthday voucher sent.",
    "Complained about a scratched lid, replacement promised.",
    "Wants one invoice per quarter. Works at {company}.",
    "Moved house in spring, the new address is confirmed.",
    "{first} asked whether the oak table comes in a smaller size.",
]
SUBJECTS_DE = ["Lieferung verspätet", "Rechnung nicht erhalten", "Passwort vergessen", "Adresse ändern",
               "Beschädigte Ware", "Frage zur Garantie", "Newsletter abbestellen", "Rückgabe"]
TEXTS_DE = [
    "Guten Tag, hier schreibt {first} {last}. Meine Bestellung ist noch nicht da. Sie erreichen mich unter {phone}.",
    "Bitte schicken Sie die Rechnung noch einmal an {email}. Danke, {first} {last}",
    "Ich komme nicht mehr in mein Konto. Kundennummer {customer_no}.",
    "Die Ware kam beschädigt an. Bilder folgen. Viele Grüße, {last}",
    "Meine neue Adresse ist {street}, {postcode} {city}.",
]
ANSWERS_DE = [
    "Guten Tag, vielen Dank für Ihre Nachricht. Wir kümmern uns darum.",
    "Die Sendung ist unterwegs und sollte in zwei Tagen bei Ihnen sein.",
    "Wir haben die Rechnung erneut verschickt.",
    "Das Konto ist wieder frei. Bitte vergeben Sie ein neues Passwort.",
]
CAMPAIGNS_FR = ["Les nouveautés du printemps", "Soldes d'été", "La rentrée des artisans", "Idées cadeaux",
                "Bois et lumière", "Portes ouvertes", "Derniers jours", "Merci pour votre fidélité"]
PRODUCTS = [("TBL-OAK", "Oak table", 42900), ("CHR-ASH", "Ash chair", 11900), ("LMP-BRS", "Brass lamp", 8900),
            ("SHF-PIN", "Pine shelf", 15900), ("BOX-CED", "Cedar box", 2900), ("STL-BCH", "Beech stool", 6900),
            ("DSK-WAL", "Walnut desk", 69900), ("FRM-CHE", "Cherry frame", 1900)]
INTERESTS_FR = ["bois", "luminaires", "jardin", "cuisine", "rangement"]
