// English.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "middle names|first name s|name first|legal first name|first given name|second name|other given names|"
        "other names|baptismal name|forenames|forename|christian names|given names|called name|known as first name|"
        "preferred given name"),
    last(
        "name last|legal last name|last names|birth surname|second last name|former surname|previous surname|"
        "former last name|previous last name|birth last name|surname at birth|married name|family names|surnames|"
        "name at birth|surname after marriage|last name after marriage|name after marriage"),
    full(
        "name full|approver name|poc name|committer|nick|real name user|display name user|preferred display name|"
        "first and last name|name and surname|name surname|surname and name|surname name|first last name|"
        "name of applicant|name of patient|name of customer|name of employee|name of the customer|name of member|"
        "name of student|name of spouse|spouse s name|partner s name|name of father|name of mother|mother s name|"
        "father s name|name of parent|parent s name|name of guardian|emergency contact person|person to contact|"
        "person to notify|name of doctor|name of account holder|name of cardholder|printed name|signer name|"
        "name of signatory|contact full name|customer full name|employee full name|patient full name|"
        "primary contact name|known by name|formal name|insured name|policyholder name|subscriber name|donor name|"
        "volunteer name|player name|coach name|instructor name|buyer name|seller name|borrower name|lender name|"
        "landlord name|resident name|visitor name|claimant|claimant name|beneficiary full name|executor|"
        "executor name|supervisor name|staff name|user full name|submitter name|creator name|organizer full name|"
        "your name|your full name|shown name|visible name|screen name full|shipping contact name|delivery name|"
        "name as on card|received by|assistant name|assistant s name|manager s name|sales person|nearest relative|"
        "relative name|informant|complainant name|on behalf of|care of name|patronymic|name father|name mother|"
        "nobility title|legal representative|legal guardian name|emergency contact name|ice contact|"
        "related person s name"),
    title("academic degree title|title prefix|post nominals|postnominals"),
    phone(
        "pager phone|pager number|cell|phone extension number|caller phone|home telephone|work telephone|"
        "business telephone|business telephone number|mobile telephone|mobile tel|mobile telephone number|"
        "mobile phone number|mob no|mob number|daytime telephone|evening telephone|day telephone|contact telephone|"
        "contact phone|contact phone number|telephone home|telephone work|telephone mobile|telephone 1|telephone 2|"
        "tel home|tel work|direct dial|direct line|direct phone|phone home|phone work|phone mobile|phone office|"
        "car telephone|car phone|pager no|fixed line|land line|home phone number|work phone number|emergency phone|"
        "emergency contact phone|emergency contact number|emergency number contact|alternate phone|"
        "alternative phone|secondary phone|main phone|other phone|phone ext number|office telephone|"
        "office number phone|radio phone|isdn number|assistant phone|assistant s phone|callback phone|"
        "callback number|call back number|company main phone|main phone number|primary phone number|"
        "other phone number|phone direct|tty tdd|telex|telex number|tel number|cell no|viber|signal number|"
        "next of kin phone|night phone|telephone at work|telephone at home|phone at work|phone at home"),
    fax(
        "home fax number|work fax number|business fax|facsimile|facsimile number|fax telephone number|"
        "telefax number|home facsimile|other fax|fax at work|fax at home|work fax no"),
    contact_details(
        "contact details|contact information|contact info|contact infos|freeform contact info|how to contact|"
        "contact mechanism|contact mechanisms|contact point|contact points|contact method|contact methods|"
        "contact channel|contact channels|means of contact"),
    website(
        "blog url|blog address|weblog url|video chat url|free busy url|calendar url person|"
        "calendar address|"
        "video chat address"),
    address(
        "home addr|correspondence address|current residential address|present address|previous address|"
        "former address|domicile address|registered address person|forwarding address|service address person|"
        "contact address|invoice address|legal residence|place of domicile|principal residence|usual residence|"
        "address of residence|secondary address|address of applicant|employee address|customer address|"
        "patient address|living address"),
    street(
        "post office box|mail stop|address line one|line one|line two|line three|street and number|"
        "street and house number|street and no|house name|house name or number|building name and number|flat no|"
        "apt no|address line four|address line 4|address4|thoroughfare|house name number|premises name|"
        "street apartment number|street number and name"),
    city(
        "post town|posttown|city or town|city or village|village or town|city of domicile|address town|"
        "home town city|delivery city"),
    postcode(
        "zip postcode|mail code|eircode|postal|postcode zip|zip or postcode|zip or postal code|zip plus 4|"
        "postal zone code|delivery postcode|home postcode"),
    state("home state|mailing state|county or state|state or region|state or county"),
    country(
        "home address country|country of domicile|country of origin|mailing country|delivery country|"
        "nationality country|country region|country or region"),
    birth("birth dates|d o birth|born date|date born|birthdate year|day of birth|month of birth|date birth|birth dmy"),
    origin(
        "alma mater|place of death|town of birth|state of birth|birth town|birth state|birth nation|"
        "country of citizenship|dual nationality|level of education|educational level|educational attainment|"
        "highest qualification|highest education|no of children|no of dependants|number of dependants|dependants|"
        "number of dependents|date deceased|deceased date|date of decease|ethnic nationality|native country|"
        "birthplace country|mother tongue country|place of residence at birth|religion at birth|anniversary|"
        "anniversaries|year of death|month of death|date of death|age at death|baptism date|date of baptism|"
        "place of baptism|baptism place|place of marriage"),
    gender("sex at birth|biological sex|gender at birth|form of address"),
    marital("marital stat|date of marriage|marriage date|wedding date|civil state|wedding anniversary"),
    children("names of children|child s name|name of child"),
    language("correspondence language|language of correspondence"),
    job(
        "employment position|current position title|position held|job grade|professional title|vocation|"
        "trade or profession|current occupation|work role|role in company|rank title|title position|title profession"),
    workplace(
        "employee type|employment kind|name of employer|date of hire|date of employment|employment start date|"
        "termination date employee|date of termination employee|joining date employee|leaving date employee|"
        "organizational unit"),
    login(
        "login user|user logon|traced user|src user|remote user|account login|screen login|im screen name|im name|"
        "chat name user|nick login|sip address|sip uri|xmpp address|irc nickname|irc nick|matrix id|discord name|"
        "discord username|telegram username|telegram handle|im address|instant messaging address|instant messaging|"
        "instant messenger|chat address|chat id"),
    password(
        "pass|pwd hash|auth pass|reset password|app password|pass word hash|pass phrase|passphrases|pass code|"
        "user password hash|bind password user"),
    secret("memorable word|secret word|security pin"),
    bank(
        "bank acc no|account number iban|bank details|bank account holder iban|giro account|current account number|"
        "savings account number"),
    card(
        "card expiry date|card security code|card verification value|cvc code|cvv code|credit card expiration date|"
        "credit card exp date|credit card expiry date"),
    income(
        "annual salary|hourly wage|monthly salary|gross pay|net pay|take home pay|pension amount|salary grade|"
        "tax withheld|deductions|payroll|take home|stipend"),
    national(
        "ssn last4|ssn last 4|nin number|tax reference number|tax code person|pps no|personal number|"
        "social insurance|personal code|personal id code|id document|document of identity|fiscal code|pps"),
    permit("residence card|residence card number|visa expiry"),
    plate("vehicle plate|car registration number|car registration|registration plate number"),
    health(
        "vaccination date|medical conditions notes|care level|health conditions|immunizations|immunisations|"
        "pregnancy status|due date pregnancy|long term illness|chronic conditions|presenting complaint|"
        "chief complaint|surgical history|family medical history|food allergies|food allergy|drug allergies|"
        "disability status|disability type|special needs|sick note|fit note|days sick|sickness absence|"
        "resting pulse|maximum pulse|resting heart rate|maximum heart rate|body temperature|alcohol consumption|"
        "next appointment reason|dietary restrictions|special diet|wheelchair user|cause of death|death cause|"
        "medical information"),
    insurance("insurance provider health|health insurance company"),
    crime("criminal convictions|criminal record certificate"),
    image("contact photo|contact picture|contact image|photographs|portrait photo|signature scan"),
    hobbies("interests and hobbies|spouse interests|contact interests"),
    notes(
        "case note|staff notes|comments internal|general remarks|additional remarks|other remarks|"
        "additional comments|other information person"),
    key_of(
        "owner uid|user uid|creator userid|person key|party id person|candidate no|responsible id|"
        "library card number|borrower id|borrower no|tenant no person|student no|pupil number|upn pupil|patient no|"
        "staff no|member no|membership card number|loyalty card number|frequent flyer no|donor id|volunteer id|"
        "voter id|voter number|claimant id|resident id|licensee id|applicant number|candidate number|"
        "case worker id|guest number|badge number|badge no|badge id|user number|person number|employee num|"
        "emp number|worker id|salesperson id|patient identifier|client no|client number|student id number|"
        "insured id|reader number"),
    ip("attempt ip|remote ip address|ip addr v4|from ip|framed ip address"),
    consent("newsletter consent|subscribed newsletters"),
    account_name("account name"),
    person(
        "supervisor|approver|mentor|coach|broker|adviser|advisor|attorney|lawyer|judge|inspector|librarian|"
        "therapist|caregiver|carer|dependent|moderator|salesperson|consultant|freelancer|contractor|delegate|"
        "representative|translator|secretary|executive|director|investor|shareholder|tutor|trainer|counsellor|"
        "counselor|pensioner|retiree|householder|assistant|boss"),
    not_it(
        "attr|attribute|proxy|ipmi|snmp|tls|ssl|ldap|shell|notify|notifying|attempt|attempts|approved|subscribed|"
        "autogenerated|reserved|complexity|strength|enter|save|remember|forgot|forgotten|lost|forget|send email|"
        "send e mail|get mail|receive mail|incorrect|wrong|mismatch|already in use|in use|not found|must not|"
        "does not|do not|doesn t|warn|warning|choose|select|search for|find|verify|confirm email|strong|weak|"
        "import|export|preview|duplicated|unsupported|supported|support for|separator|position of|mailer|"
        "mail server|email server|mail folder|mail folders|mail format|email notifications|number format|"
        "name format|display order|sort by|grouped by|toggle|clear|apply|cancel|autocomplete|autofill|"
        "auto complete|background|foreground|shortcut|keyboard|newline|logging level|throttle|sales region|"
        "sales area|sales territory|market region|price region|memory|ok|correct|accepted|collected|being checked|"
        "notify me|html|plain text"),
    // The book in every language, here once: rows of it are of persons, its name is no address.
    event(
        "address book|addressbook|adressbuch|adressbücher|adresskarte|carnet d adresses|carnet adresses|"
        "libreta de direcciones|libretas de direcciones|agenda de direcciones|rubrica|livro de endereços|"
        "livro de moradas|catálogo de endereços|catálogo de endereço|caderno de moradas|adresboek|adresboeken|"
        "adressebog|adresskort|adressbok|adressboksgrupp|adressebogsgruppe|osoitekirja|osoitekirjan|aadressiraamat|"
        "adrešu grāmata|adresų knyga|adresų knygelė|książka adresowa|książki adresowej|adresář|kniha adres|"
        "knihy adres|knihy adries|kniha adries|imenik|adresna knjiga|címjegyzék|címtár|"
        "agendă de adrese|agendă de contacte|carte de adrese|адресна книга|адресен указател|βιβλίο διευθύνσεων|"
        "leabhar seoltaí|ktieb tal indirizzi|libreta personal de direcciones|adresų knygos|adresų knygų|"
        "adrešu grāmatas|adrešu grāmatu|aadressiraamatu|osoitekirjat|adresáře|adresára|imenika|"
        "adresne knjige|címjegyzékbe|agendei de adrese|адресната книга|адресни книги|βιβλίου διευθύνσεων|"
        "βιβλία διευθύνσεων|leabhair seoltaí|adressebøger|adressebogen|adressboken|adressböcker|carnets d adresses|"
        "rubriche|livros de endereços|książki adresowe|grupa książki adresowej"),
    not_it(
        "address book|addressbook|adressbuch|adressbücher|adresskarte|carnet d adresses|carnet adresses|"
        "libreta de direcciones|libretas de direcciones|agenda de direcciones|rubrica|livro de endereços|"
        "livro de moradas|catálogo de endereços|catálogo de endereço|caderno de moradas|adresboek|adresboeken|"
        "adressebog|adresskort|adressbok|adressboksgrupp|adressebogsgruppe|osoitekirja|osoitekirjan|aadressiraamat|"
        "adrešu grāmata|adresų knyga|adresų knygelė|książka adresowa|książki adresowej|adresář|kniha adres|"
        "knihy adres|knihy adries|kniha adries|imenik|adresna knjiga|címjegyzék|címtár|"
        "agendă de adrese|agendă de contacte|carte de adrese|адресна книга|адресен указател|βιβλίο διευθύνσεων|"
        "leabhar seoltaí|ktieb tal indirizzi|libreta personal de direcciones|adresų knygos|adresų knygų|"
        "adrešu grāmatas|adrešu grāmatu|aadressiraamatu|osoitekirjat|adresáře|adresára|imenika|"
        "adresne knjige|címjegyzékbe|agendei de adrese|адресната книга|адресни книги|βιβλίου διευθύνσεων|"
        "βιβλία διευθύνσεων|leabhair seoltaí|adressebøger|adressebogen|adressboken|adressböcker|carnets d adresses|"
        "rubriche|livros de endereços|książki adresowe|grupa książki adresowej"),
    which("your|my|their|his|her|processing of personal data|processing of my data|the processing of personal data"),
    concept_line("user.government_id.vehicle_registration", 3.6, "car license|car licence|car plate"),
    concept_line("user.contact.url", 2.6, "labeled uri|personal url|user uri"),
    alone("user.name", "spouse|husband|wife"),
    alone("user.health_and_medical.genetic", "dna"),
    in_person_table("user.name", "prefix|suffix|alias"),
    in_person_table("user.contact.phone_number", "extension|callback|radio|telephony"),
    in_person_table("user.demographic.gender", "greeting|salutations"),
    ethnicity("caste|national origin"),
    email("e mail at work|email at work"),
    // Of a mail, beside its other parts; of anything else they say nothing.
    {Term::whole_name, "user.content.private", 1.7, "headers|mail headers|email headers"},
    street("floor and door|floor and flat|flat and floor|floor apartment"),
    title("title before the name|title before name|title after name"),
    full(
        "family doctor|general practitioner|attending physician|partner name|partners name|family physician|"
        "treating doctor|registered gp"),
    card("card valid until|card valid thru|card valid to|card expires"),
    health("medicines taken|medication taken|current medicines|regular medication|current medication"),
    consent("consent to data processing|consent to processing|data processing consent"),
    political("party membership|membership of a party|party affiliation|member of a political party"),
    not_it(
        "password expires|expires in|company registration number|registration number of the company|"
        "commercial register number|number of patients|number of members|number of customers"),
    job("position in the company|position in company|function in the company"),
    body("body size"),
    seen("last log in|date of last log in|date of last login|last logged in date"),
    first("phonetic first name|phonetic given name|phonetic name"),
    last("phonetic last name|phonetic family name"),
    phone("direct inward dial"),
    {Term::whole_name, "user.contact.address.state", 1.9,
     "subdivision|country subdivision|administrative area|administrative division"},
    email("hidden recipients|recipients hidden|recipients secondary|secondary recipients|recipients bcc|recipients cc"),
    in_person_table("user.authorization.password", "password reset"),
    {Term::lookup, "", 0, "payment term|payment terms|term|terms|format|formats"},
    thing("warning|warnings"),
};
// clang-format on

}  // namespace

std::span<const Line> english() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
