// French.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "noms additionnels|noms supplémentaires|prénoms complémentaires|prénoms|premier prénom|second prénom|"
        "autres prénoms|prénom usuel|deuxième prénom|prénom d usage|prénoms d état civil|troisième prénom|prénom 1|"
        "prénom 2|prénom 3|pren|prn|prénom du père|prénom de la mère|prénom conjoint|prénom contact|prénom client|"
        "prénom du client|pre nom|deuxième nom|nom intermédiaire|second nom|prénom préféré"),
    last(
        "nom de famille|nom de jeune fille|nom d usage|nom marital|nom de naissance|nom usuel|nom d épouse|"
        "nom épouse|nom jf|nom de naiss|nom naiss|nom famille naissance|nom d état civil|nomjf|nomfamille|"
        "nom jeunefille|nom de mariage|ancien nom|noms de famille|nom d usage après mariage|nom marital d usage|"
        "nom après mariage|nom dit"),
    full(
        "nom formaté|nom mis en forme|surnom|nom et prénom|nom du salarié|nom de la personne|nom du titulaire|"
        "titulaire du compte|titulaire de la carte|nom du destinataire|nom du patient|nom de l élève|"
        "personne à contacter|nom et prénoms|noms et prénoms|prénom et nom|nom prénoms|nom complet de la personne|"
        "nom du père|nom de la mère|nom et prénom du père|nom et prénom de la mère|nom du conjoint|conjointe|"
        "nom conjointe|époux|épouse|concubin|nom du parent|nom du tuteur|représentant légal|responsable légal|"
        "nom responsable|nom du responsable|contact d urgence|contact urgence|personne à joindre|"
        "nom contact urgence|nom de l employé|nom de l adhérent|nom du membre|nom de l usager|"
        "nom de l utilisateur complet|nom du médecin|nom médecin|nom du bénéficiaire|nom bénéficiaire|"
        "nom de l acheteur|nom du locataire|nom du propriétaire|nom de l assuré|nom assuré|nom du candidat|"
        "nom du stagiaire|nom du chauffeur|nom conducteur|nom du conducteur|nom enseignant|nom professeur|"
        "nom joueur|nom licencié|nom emprunteur|nom lecteur|nom signataire|signataire|nom du signataire|"
        "nom sur la carte|nom porteur|porteur de la carte|nom affiché|nom d affichage|nom à afficher|nom affichage|"
        "nom livraison|nom facturation|nom de facturation|nom de livraison|à l attention de|attention de|"
        "nom du correspondant|nom correspondant|nom interlocuteur|nom de l interlocuteur|nom expéditeur|"
        "nom de l expéditeur|nom passager|nom voyageur|nom visiteur|nom participant|nom invité|nom usuel complet|"
        "nom d artiste|nom de plume|diminutif|initiales|nompren|nomprenom|nom pren|nom cli|nom adh|nom sal|nom emp|"
        "nom etu|nom util|nom usag|votre nom|votre nom complet|nom visible|nom réel|vrai nom|nom véritable|"
        "nom d écran|nom propriétaire|propriétaire du compte|nom employé|bénéficiaire du paiement|reçu par|"
        "réceptionné par|nom de l assistant|nom assistant|nom du supérieur|nom du proche|personne de confiance|"
        "représentant commercial|vendeur nom|nom préféré|patronyme|nom père|nom mère|titre de noblesse|"
        "nom du représentant légal|contact en cas d urgence|suffixe du nom|préfixe du nom|suffixe de nom|"
        "personne confiance|resp légal"),
    title("titre de civilité|titre académique|titre honorifique|particule|titre personnel"),
    email(
        "courriel|adresse de courriel|adresse électronique|adresse de messagerie|adresse e mail|"
        "adresse courrier électronique|courrier électronique|mél|mail personnel|mail professionnel|mail perso|"
        "mail pro|email personnel|email professionnel|adresse mail personnelle|adresse mail professionnelle|"
        "adresse e mail personnelle|courriel personnel|courriel professionnel|messagerie électronique|adr mail|"
        "adr email|adrmail|admail|mail contact|e mail contact|adresse électronique personnelle|"
        "adresse de messagerie électronique|page d accueil courriel"),
    phone(
        "numéro de téléphone|téléphone mobile|téléphone portable|portable|numéro de portable|téléphone personnel|"
        "téléphone professionnel|téléphone du domicile|téléphone du bureau|téléphone domicile|téléphone travail|"
        "téléphone fixe|tél domicile|numéro de mobile|tel mobile|gsm|portable personnel|portable professionnel|"
        "portable perso|portable pro|tél personnel|tél professionnel|tél travail|tél maison|téléphone maison|"
        "téléphone perso|téléphone pro|téléphone 1|téléphone 2|téléphone principal|téléphone secondaire|"
        "numéro de tél|n de téléphone|n téléphone|n tél|no de téléphone|num portable|num mobile|num fixe|"
        "numéro mobile|numéro fixe|téléphone urgence|téléphone d urgence|tél urgence|numéro d urgence contact|"
        "téléphone contact|tél contact|téléphone du contact|coordonnées téléphoniques|téléphone voiture|"
        "téléavertisseur|poste téléphonique|numéro de poste|telfixe|telmobile|telport|telportable|telperso|telpro|"
        "teldom|telbureau|tél parent|téléphone parents|téléphone cellulaire|cellulaire|récepteur d appel|"
        "récepteur d appels|radiotéléphone|alphapage|téléphone de rappel|numéro de rappel|téléphone société|"
        "téléphone de l assistant|téléphone assistant|autre téléphone|numéro isdn|numéro rnis|télex|numéro de télex|"
        "numéro de téléavertisseur|numéro de pager|rappel téléphonique|numéro préféré|téléphones|"
        "téléphone en cas d urgence|ajouter un numéro téléphone perso|numéro de bipeur|bipeur|téléphone textuel"),
    fax(
        "télécopieur|télécopie|numéro de télécopie|fax personnel|fax professionnel|fax du domicile|fax domicile|"
        "n fax|no fax|fax bureau|fax travail|fax perso|fax pro|télécopie personnelle"),
    contact_details(
        "coordonnées|informations de contact|coordonnées de contact|coordonnées personnelles|contact en détail|"
        "détails du contact|détails de contact"),
    website(
        "site web|page personnelle|page d accueil personnelle|site web personnel|site internet personnel|"
        "blog personnel|page web|url du site|adresse du site web|adresse du blog|url du blog|adresse du blogue"),
    address(
        "adresse du domicile|adresse personnelle|adresse domicile|lieu de résidence|adresse de résidence|"
        "adresse de correspondance|adresse principale|adresse perso|adresse pro|adresse du client|adresse client|"
        "adresse de l adhérent|adresse du patient|adresse actuelle|ancienne adresse|nouvelle adresse|"
        "adresse permanente|adresse temporaire|adresse fiscale|adresse légale|adresse du siège social personne|"
        "adresse de domicile|adresse familiale|adresse des parents|adresse parents|lieu d habitation|lieu résidence|"
        "résidence principale|adresse courrier|adresse de contact|adresse d envoi|adresse d expédition|adr postale|"
        "adr perso|adr pro|adr client|adr livraison|adr facturation|adr fact|adr livr|adresse liv|adresse fact|"
        "adresse utilisateur|adresse usager|adresse salarié|adresse élève|coordonnées postales|"
        "étiquette de l adresse personnelle"),
    street(
        "rue et numéro|numéro de rue|boîte postale|complément d adresse|numéro et rue|nom de la rue|numéro de voie|"
        "rue adresse|nom de rue|nom rue|n rue|n de rue|no de rue|numéro et nom de rue|numéro et nom de voie|"
        "libellé de voie|type de voie|n voie|numéro voirie|bis ter|cplt adr|compl adr|adresse suite|adresse ligne 2|"
        "ligne d adresse 1|ligne d adresse 2|ligne adresse 1|ligne adresse 2|adresse ligne1|adresse ligne2|"
        "adr ligne1|adr ligne2|adr rue|adresse rue|résidence bâtiment|bâtiment appartement|numéro appartement|"
        "n appartement|bat appt|bp cedex|casier postal|case postale|rue client|rue livraison|rue facturation|"
        "lieudit|adresse3|nom du bâtiment|nom de l immeuble|rue numéro d appartement|numéro de maison|"
        "numéro de la maison"),
    city(
        "ville de résidence|commune de résidence|localité|ville client|ville livraison|ville facturation|"
        "ville du client|ville d habitation|ville adresse|ville de domicile|commune de domicile|commune adresse|"
        "commune d habitation|localité adresse|bureau distributeur|adr ville|ville cli|ville adh|bourg|"
        "ville d activité|ville professionnelle|ville de travail"),
    postcode(
        "code postal|code post|code postal client|code postal livraison|code postal facturation|cp livraison|"
        "cp facturation|cp client|cp ville|code postal ville|c p|adr cp|cpostal|cdpostal|cd postal|cod postale|"
        "cp cli|cp adh|npa|code lieu"),
    state(
        "département de résidence|état province|département d habitation|région de résidence|province de résidence|"
        "canton de domicile|état ou province|région ou province|province ou état|état région|comté|état comté|"
        "province état|état du domicile|état de résidence|pays état|région état"),
    country(
        "pays de résidence|code du pays|pays de domicile|pays adresse|pays livraison|pays facturation|pays client|"
        "adr pays|pays d habitation|pays d origine|pays région|pays ou région"),
    birth(
        "date de naissance|jour de naissance|année de naissance|né le|née le|dat naiss|date naiss|anniversaire|"
        "date nais|datenaissance|d naissance|dnaiss|dnaissance|datnaiss|naiss|jour naissance|mois naissance|"
        "mois de naissance|an naissance|date de naiss|anniv|date anniversaire|date d anniversaire|né e le"),
    origin(
        "lieu de naissance|pays de naissance|ville de naissance|nationalité|niveau d études|nombre d enfants|"
        "date de décès|citoyenneté|lieu de naiss|lieunaissance|lieunaiss|lnaiss|lnaissance|commune de naissance|"
        "département de naissance|dpt naissance|dep naissance|nationalité d origine|niveau scolaire|niveau d étude|"
        "niveau de formation|dernier diplôme|diplômes obtenus|diplôme obtenu|nombre d enfant|nbr enfants|nbenfants|"
        "nb enfants à charge|nombre d enfants à charge|nombre de personnes à charge|composition du foyer|"
        "composition familiale|date du décès|lieu de décès|décédé le|pays de nationalité|"
        "établissement scolaire fréquenté|csp parents|anniversaire de mariage|date d anniversaire de mariage|décès|"
        "lieux du décès|lieu du décès|année du décès|mois du décès|âge au décès|niveau d instruction|"
        "date du baptême|lieu du baptême|date de baptême|lieu de baptême|date du mariage|lieu du mariage"),
    age("âge|tranche d âge|tranches d âge|âge du client|âge du patient|catégorie d âge"),
    gender(
        "sexe|civilité|genre de la personne|sexe du patient|genre de civilité|civilité du client|titre civil|mme m|"
        "m mme|h f|code sexe"),
    marital(
        "situation familiale|état civil|situation de famille|situation matrimoniale|statut matrimonial|sitfam|"
        "situation fam|situation maritale|régime matrimonial|date de mariage|date mariage|"
        "état civil de la personne|situation famille|situation conjugale"),
    children(
        "prénom de l enfant|nom de l enfant|nom enfant|noms des enfants|date de naissance de l enfant|"
        "date naissance enfant|enfants à charge|enfant à charge"),
    language(
        "langue maternelle|langue préférée|langue parlée|langues parlées|langue usuelle|langue de correspondance|"
        "langue préférentielle|langue du client|langue de préférence|langue de contact"),
    job(
        "appellation d emploi|intitulé du poste|profession|poste occupé|fonction occupée|titre professionnel|"
        "profession du client|profession de la mère|profession du père|profession père|profession mère|"
        "profession conjoint|prof père|emploi occupé|emploi|intitulé de poste|libellé emploi|libellé fonction|"
        "fonction dans l entreprise|fonction du contact|fonction contact|catégorie professionnelle|"
        "catégorie socio professionnelle|métier exercé|grade et fonction|qualification professionnelle|"
        "statut professionnel|situation professionnelle|poste de travail occupé|rôle professionnel|"
        "rôle dans l entreprise|titre position|titre fonction|titre profession"),
    workplace(
        "employeur|lieu de travail|date d embauche|date d entrée dans l entreprise|date de prise de fonction|"
        "nom employeur|nom de l employeur|employeur actuel|date de sortie salarié|date de départ salarié|"
        "dateembauche|date de recrutement|date recrutement|date fin de contrat|service d affectation|"
        "service affectation|lieu d affectation|ancienneté|type de contrat salarié|date d ancienneté|"
        "établissement employeur|date d embauche employé|date d entrée en fonction|unité organisationnelle|"
        "unité d organisation|unité opérationnelle"),
    login(
        "nom d utilisateur|identifiant de connexion|nom de connexion|nom de l utilisateur|identifiant utilisateur|"
        "login utilisateur|identifiant de l utilisateur|nom du compte utilisateur|nom user|pseudo utilisateur|"
        "nomutilisateur|compte utilisateur|identifiant internaute|utilisateur rice|nom d utilisateur rice|"
        "nom d utilisatrice|adresse sip|adresse jabber|pseudo de connexion|identité de connexion|votre identifiant|"
        "nom de l écran|adresse de messagerie instantanée|messagerie instantanée"),
    password(
        "mot de passe|nouveau mot de passe|mot de passe actuel|ancien mot de passe|mot de passe haché|mdp hash|"
        "motpasse|mdp utilisateur|confirmation du mot de passe|mpasse|mot passe utilisateur|pass utilisateur|"
        "htpass|phrase secrète|phrase de passe|phrase clé|nouvelle phrase secrète|ancienne phrase secrète|"
        "mots de passe"),
    secret(
        "question de sécurité|réponse de sécurité|code confidentiel|code pin|code secret|code d accès personnel|"
        "clé de réinitialisation|jeton de connexion"),
    bank(
        "numéro de compte|compte bancaire|numéro de compte bancaire|coordonnées bancaires|relevé d identité bancaire|"
        "numéro rib|code iban|coordonnées iban|titulaire iban|iban client|bic client|numéro iban|"
        "relevé identité bancaire"),
    card(
        "carte bancaire|numéro de carte|numéro de carte bancaire|carte de crédit|date d expiration de la carte|"
        "num carte bancaire|num cb|carte bleue|numéro de carte bleue|cryptogramme|cryptogramme visuel|"
        "date expiration carte|numcb|carte de paiement|expiration carte"),
    income(
        "salaire|revenu|revenus annuels|salaire brut|salaire brut annuel|salaire mensuel|salaire de base|"
        "remuneration brute|rémunération annuelle|traitement indiciaire|revenu annuel|revenu mensuel|"
        "revenus mensuels|revenu fiscal|revenu fiscal de référence|revenus du foyer|quotient familial|"
        "taux horaire salarié|prime salarié|primes salarié|pension de retraite|allocations|montant des allocations|"
        "aides sociales|patrimoine|endettement|taux d endettement|avis d imposition|nombre de parts fiscales|"
        "saisie sur salaire|indemnités salarié|retenues|retenues sur salaire|déductions|rémunération|"
        "traitement brut|salaire horaire|taux horaire"),
    national(
        "numéro de sécurité sociale|num sécu|numéro d assurance sociale|carte d identité|numéro de carte d identité|"
        "numéro national d identité|numéro fiscal|numéro nir|n sécurité sociale|n de sécurité sociale|"
        "no sécurité sociale|n sécu|num sécurité sociale|numsecu|numérosécu|n ss|no ss|"
        "immatriculation sécurité sociale|numéro d immatriculation sécurité sociale|code insee personne|"
        "numéro de carte nationale d identité|carte nationale d identité|n cni|num cni|pièce d identité|"
        "numéro pièce d identité|numéro de pièce d identité|n pièce identité|num pièce identité|numéro national|"
        "registre national|numéro de registre national|numéro avs|n avs|no avs|numéro d identification fiscale|"
        "numéro fiscal de référence|spi fiscal|numéro contribuable|numéro de contribuable|"
        "identifiant national élève|ine élève|identifiant national étudiant|num identité|numéro d assuré social|"
        "numéro de la carte d identité"),
    passport("numéro de passeport|n passeport|num passeport|numéro du passeport|date de délivrance du passeport"),
    driving(
        "permis de conduire|numéro de permis de conduire|n permis|num permis|numéro du permis|"
        "numéro permis de conduire|permis b|catégorie de permis|date d obtention du permis|date permis|"
        "date obtention permis|permis"),
    permit(
        "carte de séjour|numéro de titre de séjour|permis de séjour|permis de travail|autorisation de travail|"
        "numéro de visa|numéro étranger"),
    plate("plaque d immatriculation|numéro d immatriculation|immat|num immat|numéro de châssis"),
    health(
        "maladie|maladies|allergies|groupe sanguin|handicap|état de santé|médicaments|arrêt maladie|"
        "antécédents médicaux|problèmes de santé|traitement médical|antécédents familiaux|antécédents chirurgicaux|"
        "pathologie|pathologies|traitement en cours|traitements en cours|vaccins|date vaccination|"
        "régime alimentaire|diagnostic|diagnostique|motif de consultation|motif consultation|"
        "motif d hospitalisation|motif hospitalisation|compte rendu médical|observations médicales|"
        "observation médicale|prescription médicale|situation de handicap|taux d incapacité|taux invalidité|"
        "invalidité|reconnaissance handicap|rqth|travailleur handicapé|aptitude médicale|certificat médical|"
        "date certificat médical|date des dernières règles|groupe sanguin rhésus|rhésus|symptômes|symptôme|"
        "arrêts maladie|congé maladie|accident du travail|contre indications|contre indication|résultat d analyse|"
        "résultats d analyses|médicament|posologie|dossier médical|fiche sanitaire|pouls au repos|pouls repos|"
        "pouls max|fréquence cardiaque|poids du patient|fumeur|restrictions alimentaires|taux d invalidité|"
        "cause de décès|cause du décès|information médicale|informations médicales|données médicales"),
    insurance(
        "numéro de mutuelle|assurance maladie|numéro d assuré|nom mutuelle|nom de la mutuelle|mutuelle santé|"
        "caisse d assurance maladie|caisse assurance maladie|n mutuelle|num mutuelle|numéro adhérent mutuelle|"
        "carte vitale|complémentaire santé|organisme de sécurité sociale|régime sécurité sociale|cpam"),
    religion(
        "religion|croyance religieuse|confession religieuse|religion de la personne|croyances|conviction religieuse|"
        "convictions religieuses"),
    political("opinions politiques|appartenance politique|parti politique adhésion|affiliation politique"),
    orientation("orientation sexuelle de la personne|sexualité|vie sexuelle"),
    ethnicity(
        "origine ethnique|appartenance ethnique|origine raciale|origines ethniques|race ou origine ethnique|caste|"
        "origine nationale"),
    union_member(
        "appartenance syndicale|adhésion syndicale|syndicat d appartenance|adhérent syndicat|affiliation syndicale"),
    crime(
        "casier judiciaire|condamnations pénales|extrait de casier judiciaire|bulletin numéro 3|condamnation pénale|"
        "antécédents judiciaires|antécédents pénaux|infractions pénales|mise en examen"),
    image(
        "photographie|photo de profil|photo d identité|photo du membre|photo de l élève|photo adhérent|"
        "photo client|photo utilisateur|image de profil|portrait photo|trombinoscope|photo salarié|"
        "avatar utilisateur|photo du contact|photo contact|photographies|photos d identité|image de signature"),
    hobbies(
        "centres d intérêt|centre d intérêt|passe temps|passions|intérêts du conjoint|intérêts conjoints|"
        "intérêts du contact|renseignements biographiques|informations biographiques"),
    notes(
        "remarques|observations|commentaires|note interne|notes internes|commentaire interne|commentaire client|"
        "remarques diverses|divers renseignements|informations complémentaires|renseignements complémentaires|"
        "note confidentielle|appréciation|appréciations|texte du message|corps du message|contenu du message|"
        "compte rendu d entretien|historique des échanges|annotation|annotations|info complémentaire|remarque client"),
    message("message"),
    seen(
        "date de dernière connexion|dernier accès|dernière visite|date dernière connexion|date derniere visite|"
        "last connexion|dernière ouverture de session"),
    key_of(
        "numéro de client|numéro client|numéro d adhérent|numéro adhérent|numéro de salarié|matricule|"
        "numéro de patient|code employé|numéro d étudiant|code adhérent|codeadh|num adh|numadh|id adh|code membre|"
        "n adhérent|n client|numcli|numclient|codecli|codeclient|id cli|idclient|refclient|ref cli|code salarié|"
        "num salarié|numsal|code personnel|mle|matricule salarié|numéro matricule|matricule agent|num matricule|"
        "id personnel|id user|id util|idutilisateur|code utilisateur|codeutil|num utilisateur|numéro utilisateur|"
        "id membre|idmembre|num membre|code élève|num élève|numéro élève|id étudiant|num étudiant|code étudiant|"
        "n étudiant|numetu|numéro licence|num licence|n licence|numéro de licence|licence joueur|num patient|"
        "numéro patient|code patient|ipp patient|n dossier patient|num lecteur|numéro lecteur|numéro de lecteur|"
        "carte lecteur|num emprunteur|numéro emprunteur|num locataire|code locataire|id locataire|num candidat|"
        "numéro candidat|numéro de candidat|id candidat|num abonné|code abonné|num usager|numéro usager|id visiteur|"
        "id participant|id passager|num passager|id chauffeur|num chauffeur|id conducteur|id médecin|num médecin|"
        "code médecin|numéro rpps|rpps|numéro adeli|id prof|num prof|code prof|id enseignant|id professeur|"
        "id joueur|num joueur|id vendeur|num vendeur|id commercial|code commercial|id responsable|id agent|"
        "num agent|code agent|id bénévole|id donateur|id stagiaire|num stagiaire|id formateur|id animateur|"
        "num allocataire|numéro allocataire|numéro d allocataire|numéro de bénéficiaire|num bénéficiaire|"
        "id bénéficiaire|numéro de carte de fidélité|numéro fidélité|carte de fidélité|carte fidélité|"
        "num carte fidélité|id internaute|num internaute|n de client|numéro de l employé|numéro employé|n d employé|"
        "n employé|identifiant employé|identifiant de l employé|réf client|réf employé|réf superviseur|réf contact|"
        "superviseur id|saisi par|modifié par|validé par"),
    ip("adresse ip|adresse ip du client|adresse ip utilisateur|adr ip|adrip|ip utilisateur"),
    consent(
        "consentement|lettre d information|inscription newsletter|accord rgpd|consentement rgpd|"
        "autorisation de droit à l image|droit à l image|autorisation image|autorisation parentale|"
        "accepte newsletter|accepte les offres|optin email|opposition prospection|accord publicité|"
        "inscrit newsletter|abonné newsletter|reçoit newsletter"),
    account_name("nom du compte|nom de compte"),
    person(
        "adhérent|adhérents|salarié|employé|employés|client|patient|élève|membre|usager|usagers|utilisateur|"
        "bénévole|destinataire|chef|personnel|adherente|licencié|licenciés|joueur|joueuse|joueurs|arbitre|élèves|"
        "étudiante|prof|profs|enseignante|institutrice|instituteur|tuteur|tuteurs|tutrice|patients|clients|"
        "salariés|salariée|agents|membres|inscrits|inscrite|participante|participantes|candidats|locataires|"
        "propriétaires|bailleur|emprunteur|emprunteurs|lecteur|lecteurs|lectrice|abonnée|abonnés|donateurs|"
        "donatrice|bénévoles|stagiaires|formateur|formateurs|formatrice|animateur|animateurs|animatrice|chauffeurs|"
        "conducteurs|passager|passagers|voyageur|voyageurs|visiteur|visiteurs|internaute|internautes|électeur|"
        "électeurs|habitants|contribuable|contribuables|bénéficiaires|assurés|assurée|victime|avocat|notaire|"
        "conseiller|conseillère|conseillers|vendeur|vendeuse|vendeurs|livreur|livreurs|coursier|cuisinier|"
        "infirmiers|pompier|pompiers|gendarme|sportif|sportifs|coureur|coureurs|cavalier|cavaliers|nageur|"
        "entraîneur|entraîneurs|capitaine|dirigeant|dirigeants|président|secrétaire|trésorier|correspondant|"
        "correspondants|référent|référents|interlocuteurs|ayant droit|ayants droit|conjoints|frère|sœur|jeune|"
        "jeunes|nourrice|assistante maternelle|gardien|concierge|copropriétaire|copropriétaires|résidents|"
        "pensionnaire|pensionnaires|détenu|détenus|réfugié|demandeur d emploi|demandeurs|allocataire|allocataires|"
        "chercheur|chercheurs|doctorant|doctorants|rédacteurs|journaliste|traducteur|photographe|comédien|chanteur|"
        "musicien|artisan|agriculteur|exploitant|éleveur|chasseur|pêcheur|créancier|débiteur|garant|"
        "caution personne|associé|associés|actionnaire|actionnaires|gérant|gérants|convive|convives|correspondante|"
        "prescripteur|soignants|dentiste|psychologue|orthophoniste|sage femme|directrice|directeur|directeurs|"
        "proviseur|principal adjoint|surveillant|surveillants|délégué|délégués|maire|réclamant|plaignant|usagère|"
        "contactes|personnes|individu|individus|collaborateur|collaborateurs|collaboratrice|intérimaire|"
        "intérimaires|ouvrier|ouvriers|technicienne|apprenti|apprentis|apprenant|apprenants|assistant|assistante|"
        "supérieur hiérarchique"),
    organisation("société|entreprise|fournisseur|école"),
    event(
        "achat|achats|emprunt|emprunts|visite|visites|inscriptions|rendezvous|rdvs|commandes|factures|réservations|"
        "séance|hospitalisation|hospitalisations|sinistre|sinistres|réclamation|réclamations|intervention|"
        "interventions|licence sportive|abonnement|abonnements|bulletin scolaire|candidature|candidatures|congé|"
        "congés|bail|baux|paiements|règlement|règlements|devis clients"),
    thing(
        "produit|produits|fichier|projet|page|tâche|groupe|sous projet|module|campagne|campagnes|colonne|colonnes|"
        "objet nom|objets|calendrier"),
    not_it(
        "vérifié|vérifiée|confirmé|confirmée|modèle|type|format|statut|paramètre|paramètres|notification|"
        "notifications|masquer|cacher|afficher|changer|modifié|doit|logiciel|attribut|défaut|visible|obligatoire|"
        "longueur|expiration|envoyé|envoyée|autorisé|valide|mode|filtre|complexité|robustesse|modification|"
        "changement|force|réinitialisation|réinitialiser|rappel|nom du groupe|nom de groupe|nom du fichier|"
        "longueur minimale|type mime|dernière modification|emploi du temps|client de messagerie|"
        "client de courrier électronique|logiciel de messagerie|maximal|maximale|maximum|minimum|minimal|minimale|"
        "nombre maximal|nombre maximum|saisir|saisie|entrer|entrez|saisissez|enregistrer|mémoriser|retenir|oublié|"
        "oubliée|perdu|perdue|incorrect|incorrecte|erroné|erronée|invalide|expiré|expirée|envoyer|recevoir|"
        "réception|ajouter|ajout|supprimer|suppression|modifier|changez|changé|éditer|édition|choisir|choisissez|"
        "sélectionner|rechercher|recherche|utiliser|utilisé|utilisée|importer|exporter|imprimer|copier|déplacer|"
        "vérifier|vérification|échec|erreur|échoué|n est|n a|ne pas|récupérer|collecter|collectées|collectés|"
        "relever|existe|introuvable|diffèrent|correspondent|double|doublon|doublons|dossier|dossiers|en tête|"
        "en têtes|couleur|couleurs|police|serveur|serveur de messagerie|séparateur|rapport|rapports|associé au|"
        "encodage|codage|créer|création|activer|désactiver|autoriser|réinitialisez|avertir|avertissement|transférer|"
        "transfert|restaurer|trier|tri|ordre|affichage|afficher le|chiffrer|insérer|remplacer|joindre|requis|"
        "requise|compte de messagerie|compte e mail|compte courriel|prise en charge|ignorer|mappage|mémoire|salon|"
        "nombre d|canal|méthode|signaler|correcte|correct|vérification en cours|trier par|impossible de|aucun|"
        "aucune|définir|prendre une photo|sans nom|visiter|client courriel|listes de courriels|"
        "liste des anniversaires|pas d anniversaires|nom de la note|ne correspond pas|ne correspondent pas|"
        "confirmer|marqueur|manquant|manquante|statistiques|inclure|fusion|fusionner|enlever|sélection du|même nom|"
        "même prénom|mêmes|position du bloc|bloc d adresses|bloc d adresse|slogan|liste d adresses|"
        "pour les connexions|connexions web|ressaisir|avec mot de passe|aperçu|récupération|toujours signer|"
        "liens internet|phrase clé nécessaire|date de postage|principaux|taille des|taille de la|taille de police|"
        "protection par mot de passe|bloc adresse|nombre d employés|nombre de clients|nombre d utilisateurs|robots|"
        "retiré|retirée|confirmation|nom du message|pas d adresse|désactivé|désactivée|envoi de|interdit|masqué|"
        "masquée|annuler|authentification|règles concernant|tous les commentaires|approuver|modération|protégé|"
        "passer la|générer|renouvellement|commentaires récents|soumettre|le nom complet du compte|"
        "nom complet du compte|compte de revenus|mémo publié|répondre au commentaire"),
    which(
        "maison|travail|autres|nouvelle|ancienne|actuel|actuelle|principale|temporaire|permanent|mon|ma|votre|vos|"
        "personnelle|professionnel|professionnelle|privé|privée|alternatif|du domicile|du bureau|complet"),
    in_person_table("user.name", "préfixe|suffixe|titre|particule"),
    in_person_table("user.demographic.gender", "salutations"),
    concept_line("user.location", 2.4, "position géographique|localisation géographique|coordonnées géographiques"),
    in_person_table("user.financial", "prime|cotisation"),
    in_person_table("user.workplace", "date départ|date sortie|date entrée"),
    in_person_table("user.health_and_medical", "tension|ald|suivi|traitement"),
    in_person_table("user.demographic.marital_status", "situation"),
    street("étage et porte|étage porte|bâtiment et étage|numéro d appartement"),
    title("titre avant le nom|titre devant le nom"),
    full(
        "nom du partenaire|nom de la partenaire|nom du compagnon|nom de la compagne|nom du médecin traitant"),
    card("carte valable jusqu au|carte valable jusqu|validité de la carte|expiration de la carte"),
    body("taille en cm|poids corporel|taille du corps|poids et taille"),
    seen("dernière activité|vu pour la dernière fois"),
    political("appartenance à un parti|adhésion à un parti|membre d un parti"),
    national("numéro d identification personnel|identifiant national"),
    not_it("le mot de passe expire|expire dans|nombre de patients|nombre de membres|nombre d adhérents"),
    consent("consentement au traitement des données personnelles|consentement au traitement des données"),
    gender("formule d appel|formule de politesse"),
    first("prénom phonétique|nom phonétique"),
    last("nom de famille phonétique"),
    phone("numéro direct|téléphone direct"),
    alone("user.name", "mari|époux|épouse|partenaire|conjointe|compagne|compagnon"),
    email("répondre à|adresse de réponse"),
};
// clang-format on

}  // namespace

std::span<const Line> french() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
