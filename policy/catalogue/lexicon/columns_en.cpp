// Abbreviations of columns in English, and words that only columns have.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "fst name|frst name|1 st name|fnam|midnm|minit|m initial|mid init|mid initial|middle init|midinit|pfname|"
        "pref name|pref fname|chosen name|chosen first name|chosen fname|other name|othernames|gvn name|forename 1|"
        "forename 2|forenm|n given"),
    last("lst name|lnam|surnm|surnme|famname|fam name|legal sname|legal surname|surname 1|surname 2|n family"),
    full(
        "emerg contact|emerg name|nok|nok name|dispname|disp name|emb name|embossed name|proxy name|cust name|emp name|name on account|"
        "acct holder|kin name|referee|referee name|reference name|gp name|dr name|physician name|next of kin name|"
        "insd name|benef name|clmt name|pat name|stud name|memb name|mgr name"),
    email(
        "eml addr|e addr|emailpro|email pro|email priv|email home|email business|email alt|alt email|email 3|email3|"
        "emailaddress|email work|email primary|pri email|sec email|email secondary|e mail addr|usr email|email txt"),
    phone(
        "ph no|ph num|ph nbr|ph number|phone nbr|telno|mobno|mobilno|cellno|cell ph|home ph|work ph|mob ph|hphone|"
        "wphone|mphone|cphone|hm phone|wk phone|bus phone|bus tel|eve phone|eve tel|tel eve|tel day|day tel|tel mob|"
        "phone cell|phonepro|phone pro|altphone|alt phone|alt tel|emerg tel|emerg phone|emerg contact no|nok tel|"
        "nok phone|calling no|called no|calling number|called number|calling party number|called party number|"
        "caller no|calling station id|called station id|dialed number|dialled number|dialed no|sms alert number|"
        "phone day|phone eve|phone evening|phone daytime|phone night|phone mob|primary ph|pri phone|sec phone|"
        "phone 3|phone3|phone no 1|phone no 2|tel no 1|tel no 2|mob 1|mob 2|guardian phone|parent phone|"
        "spouse phone|contact mobile|mobile contact|mob num|mobile num|gsm no|gsm number|sms no|whatsapp no"),
    fax("fax nbr|faxno|bus fax|fax phone|fax tel"),
    address(
        "res addr|resid addr|perm addr|curr addr|prem addr|addr txt|addr home|addr work|work address|work addr|"
        "off addr|office address|cust addr|emp addr|pat addr|mailing addr|postal addr|corr addr|corr address|"
        "delivery addr|invoice addr|bill to addr|ship to addr"),
    street(
        "addr ln 1|addr ln 2|addr ln 3|addr ln|add 1|add 2|add 3|add3|add 4|add4|addr 3|addr 4|addr3|addr4|adr line|house name|"
        "house nbr|hse no|hse name|str name|apt nbr|apt num|bldg no|bldg name|building no|street addr|st addr|"
        "st address|street address 1|street address 2|street 3|street3|address line 5|address 4|address 5|address5"),
    city("post town name|twn|towncity|city twn|suburb name|addr city|city addr"),
    postcode("pcode|p code|postcd|zipcd|zip 5|zip 9|pst code|zip ext|postal code 4|zip base|addr zip"),
    state("addr state|state prov|stateprov|res state|state residence"),
    country("res ctry|addr country|domicile country"),
    birth("b date|b day|birthdt|brth date|birth yr|birthyr|dt of birth|birth mo|dobirth|doby|dob year|year born"),
    origin(
        "dod|dt of death|death date|natnlty|natl code|natnl code|ctznshp|citizen code|citizenship code|citz|"
        "place birth|edu level|educ level|yrs exp|years experience|years of experience|num children|no children|"
        "num dependents|num dependants|degree earned|veteran|vet status|military status"),
    gender("gend|gndr|sex desc"),
    marital("marstat|mar stat|mrtl stat|marital sts|mar status|marital code|maritalstat|marital"),
    language(
        "pref lang|lang pref|interp lang|interpreter language|first lang|pref language|lang spoken|primary lang|"
        "home language|home lang"),
    job("occup|occup code|occpn|job ttl|occupation code|prof title"),
    workplace(
        "hiredate|empl date|empl status|emp start date|emp end date|rehire date|separation date|separation reason|"
        "termination reason"),
    login(
        "jid|usrname|logonid|logon id|sasl user|ad user|usr login|usernm|logname|net user|windows login|nt login|"
        "bare jid|jabber user"),
    password(
        "pwd salt|pw salt|pword|passwrd|psswd|userpwd|user pwd|login pwd|pwd enc|pass enc|enc pwd|pwd md5|pass md5|"
        "ha 1|ha 1 b"),
    secret(
        "reset key|pwd reset key|reset code|act key|reset hash|activation hash|activation token|recovery token|"
        "recovery key|session secret|otp seed|totp seed|sec question|sec answer|security ans|pin offset"),
    bank(
        "sort code|sortcode|acct nbr|bank ac|bank acct no|bank acc|bank sc|aba no|routing no|aba routing|bsb|"
        "bsb number|dd acct|account no|acc no|payment account number|iban no"),
    card("card exp|cc num|card exp date|cc name|card num"),
    income(
        "ann inc|annual inc|ann income|curr sal|exp sal|expected salary|current salary|base sal|base pay|hrly rate|"
        "gross wages|net wages|annual sal|yearly income|household inc|wage rate|fico|fico score"),
    national(
        "natl ins no|nat ins no|ni no|ssno|ss no|ssn no|soc sec nbr|social sec no|natl id|nat id|natl id no|govt id|"
        "gov id|government id|idcard no|idcard|nric|nric no|aadhaar no|aadhar|aadhar no|tin no|tin number|sss no|"
        "national insurance|national insurance no|personal id no|citizen no|resident id no"),
    passport("passport nbr|ppt no|passportno|passport issue date|passport expiry|passport expiry date|passport country"),
    driving(
        "dl no|dl num|drv lic no|drv lic|driver lic|driver lic no|drivers lic|drivers lic no|dr lic no|"
        "driving license no|driving licence no|driver license no|dl state"),
    plate("veh reg|veh reg no|reg plate|plate num|veh plate|lic plate|lic plate no|license plate no|vin no|vrm"),
    health(
        "smoker ind|diag code|dx code|dx 1|diagnosis 1|diagnosis code|icd 9|icd 10|med cond|med hist|med history|"
        "medical hx|disab ind|disability ind|disability code|sen status|meds|bp systolic|bp diastolic|systolic|"
        "diastolic|allergy list|allergy notes|blood grp|blood gp|bld type|medical cond|insulin|glucose|cholesterol"),
    insurance("nhs no|nhs num|hic no|ins member id|insurance no|insurance num|ins policy no|medicare no|medicare id"),
    {Term::concept_, "user.health_and_medical.record_id", 4.4,
     "hosp no|hosp num|hosp number|hospital number|hospital no|chart no|chart number|mrn no|med rec no|"
     "med record no|medical rec no"},
    ethnicity("ethn|ethnic grp|ethnic code|ethnicity code|ethnic origin code|race code|race desc"),
    religion("relig|relig code|denom code"),
    crime("fbi no|arrest no|offense desc|offence desc|arrest reason|parole status|warrant no"),
    image("mugshot|mug shot|user pic|user img|userpic|profile img|photo file|photo path|avatar img|headshot url"),
    notes(
        "cust notes|pat notes|prob desc|problem desc|problem description|msg text|msg txt|msg body|message txt|"
        "resolution notes|spec req|special req|special request|cust comments|customer comments|user comments|"
        "staff comments|borrower notes|opac note|circ note|client notes|member notes|clinical note|progress note|"
        "progress notes|nurse notes|loss desc|incident description|accident description|comments text|comment txt|"
        "remarks txt|note txt|notes txt"),
    key_of(
        "emp nbr|empno|cust nbr|custno|cust ref|memb no|mbr no|pat ref|stu id|stud id|stu no|stud no|"
        "admission number|admission no|cif no|payroll no|payroll number|staff nbr|badge nbr|mgr emp no|donor ref|"
        "tenant ref|elec no|elector number|clinician id|agt code|agent code|upd by|updt by|last upd by|ent by|"
        "asgn to|asgnd to|asgn by|person ref|client ref|usr code|user code|loyalty no|emp id no|patient id no|"
        "cust id no|client id no|from uid|to uid|receiver id|user num|userno|user no|mbr id|student ref|pupil ref|"
        "guarantor id|dependent id|dependant id|spouse id|mother id|father id|beneficiary id|payee id|salesrep id|"
        "sales rep id|teller id|cashier id|nurse id|surgeon id|attending id"),
    ip("reg ip|src ip addr|client addr|client ip addr|ip no|login ip addr|session ip|last login ip addr"),
    {Term::concept_, "user.social", 2.9,
     "nok rel|benef rel|reln|relship|relnship|rel to pat|relationship code"},
    consent(
        "mail ok|phone ok|email ok|sms ok|ok to mail|ok to call|ok to email|do not mail|do not phone|contact ok|"
        "marketing ok|optin flag|opt in flag|opt out flag|contact pref|contact preference|pref contact method|"
        "preferred contact method"),
    seen(
        "lastvisit|last visit date|lastpost|last post|last post date|lastlogon|last logon date|last login date|"
        "last login time|lastseen|last active date|"
        "logon count|login cnt"),
    person(
        "nok|kin|memb|benef|clmt|insd|insuree|guarantor|clinician|mgr|stud|cand|subscr|pax"),
    in_person_table("user.name.first", "mi"),
    in_person_table("user.contact.phone_number", "mob|ph|ext"),
    in_person_table("user.contact.organization", "org"),
    in_person_table("user.content.private", "sig"),
    in_person_table("user.biometric.health", "hgt|wgt|hght|wght|eyes|hair|eye|complexion"),
    {Term::whole_name, "user.content.private", 1.9, "msg|subj"},
    in_person_table("user.name", "aka|sfx|fn|salut"),
    in_person_table("user.authorization.password", "salt"),
};
// clang-format on

}  // namespace

std::span<const Line> english_abbreviations() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
