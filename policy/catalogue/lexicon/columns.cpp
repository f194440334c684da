// Abbreviations of columns in German (with those of SAP), French and Spanish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first("vorn|vorna|vname|pnom"),
    last("nachn|nname|fname nachname|ape|ape1|ape2|ap1|ap2"),
    full("pers urgence|personne urgence|personne à prévenir|contacto urgencia|nom liv|nom livr|nom fact"),
    email("mailadr|email adr"),
    phone(
        "tel priv|telpriv|tel dienst|tel gesch|telf|telf 1|telf 2|satphone|sat phone|privatphone|tel port|tel dom|"
        "tel trav|tel urgence|tfno|tlfno|tlf|tfn|tno|numtel"),
    fax("telfx"),
    address("dir cliente|dircli|adr|adr cli|dir cli"),
    street("hnr|str hnr|stras|str nr|adr 1|adr 2|adr1|adr2|adr 3|h nr"),
    city("ort 01|ort 02|wohnort ort|pob"),
    postcode("pstlz|codpost|cod post|c postal"),
    state("regio|prov"),
    birth("gbdat|gebdat|date nais|dtnais|dt nais|datenais|fecnac|f nacimiento|fnacimiento|fnac|dtn"),
    origin("gbort|gblnd|natio|anzkd|dept nais|commune nais|lieu nais|pays nais"),
    gender("anr|anred|gesch"),
    marital("famst|sit fam"),
    language("spras|sprsl|spras 1"),
    login("ernam|uname|aenam|bname"),
    national("perid|stcd|stcd 1|num ss|numss|nuss"),
    health(
        "gsanguin|groupesanguin|historique médical|antécédent|antécédents|maladie actuelle|tension artérielle|"
        "blood pressure|bloodpressure|bloodgroup|respiration rate|pulse rate|historial médico|presión arterial"),
    insurance("versnr|vers nr|versicherten id"),
    religion("konfe"),
    notes("bem|bemerk|anm|obs"),
    key_of("kunnr|pernr|pat id|patid|agt mat|mat agt|mat sal|mat emp"),
    person(
        "pat|behandler|behandlerin|hausarzt|hausärztin|cli|clientele|agt|medecin|medecins|docteur|infirmier|"
        "infirmiere|soignant|chauffeur|moniteur|jefe|jefa|director|directora|gerente|comercial|abogado|enfermero|"
        "clientela|vendedor|conductor|adh|etu|elv|mbr|kd|mitgl|ansp|alu|pac|usu"),
    which("liv|livr|fact|casa"),
};
// clang-format on

}  // namespace

std::span<const Line> abbreviations() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
