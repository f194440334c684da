#include "policy/sweep/detector.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd::policy::sweep {
namespace {

/// National numbers: how many random values of their shape pass, see identity/identifier_national.
/// The NHS number never counts alone: its check digit is that of ISBN-10.
constexpr std::array<Detector, kDetectors> kAll{{
    {"email", Kind::email,
     R"([A-Za-z\d._%+'-]{1,64}@(?:[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?\.)+[A-Za-z][A-Za-z\d-]*[A-Za-z\d])",
     0.0001, true},
    {"phone", Kind::phone, R"((?:\+|00)\d(?:[ ./()-]{0,3}\d){6,14})", 0.3, true},
    {"phone.national", Kind::phone, R"(\(?\d{2,5}\)?(?:[ ./-]{0,3}\d){4,11})", 1.0, false},
    {"iban", Kind::bank_account, R"([A-Za-z]{2}\d{2} ?(?:[A-Za-z\d]{4} ?){2,7}[A-Za-z\d]{0,4})",
     0.0002, true},
    {"card", Kind::card,
     R"(\d{12,19}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5})",
     0.06, true},
    {"ipv4", Kind::ip_address, R"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})", 0.3, true},
    {"ipv6", Kind::ip_address,
     R"((?:[A-Fa-f\d]{0,4}:){2,7}(?:[A-Fa-f\d]{0,4}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}))", 0.05,
     true},
    {"mac", Kind::device,
     R"([A-Fa-f\d]{2}(?::[A-Fa-f\d]{2}){5}|[A-Fa-f\d]{2}(?:-[A-Fa-f\d]{2}){5}|[A-Fa-f\d]{4}\.[A-Fa-f\d]{4}\.[A-Fa-f\d]{4})",
     1.0, true},
    {"imei", Kind::device, R"(\d{15}|\d{2}[ -]\d{6}[ -]\d{6}[ -]\d)", 0.1, false},
    {"geo", Kind::location, R"([+-]?\d{1,2}\.\d{4,8}[,;] ?[+-]?\d{1,3}\.\d{4,8})", 1.0, true},
    {"date", Kind::birth_date,
     R"(\d{4}-\d{2}-\d{2}|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}|\d{4}/\d{2}/\d{2})", 1.0, false},
    {"plate", Kind::plate,
     R"([A-Z]{2}[ -]\d{3}[ -]?[A-Z]{2}|\d{4}[ -][A-Z]{3}|[A-Z]{1,3}-[A-Z]{1,2} \d{2,4}|[A-Z]{2}\d{2} [A-Z]{3}|\d{2}-[A-Z]{2,3}-\d{1,2})",
     1.0, false},
    {"vat", Kind::vat_number, R"([A-Z]{2} ?[A-Z\d]{6,12})", 0.1, true},
    {"at.vnr", Kind::national_number, R"(\d{4} ?\d{6})", 0.09, false},
    {"be.nn", Kind::national_number,
     R"(\d{11}|\d{2}\.\d{2}\.\d{2}[ -]\d{3}[.-]\d{2}|\d{6}[ -]\d{3}[ .-]\d{2})", 0.02, false},
    {"bg.egn", Kind::national_number, R"(\d{10})", 0.04, false},
    {"bg.pnf", Kind::national_number, R"(\d{10})", 0.1, false},
    {"ch.ssn", Kind::national_number, R"(\d{13}|\d{3}[. ]\d{4}[. ]\d{4}[. ]\d{2})", 0.001, true},
    {"cz.rc", Kind::national_number, R"(\d{6}/?\d{3,4})", 0.04, false},
    {"de.idnr", Kind::national_number, R"(\d{11}|\d{2} \d{3} \d{3} \d{3})", 0.01, false},
    {"de.kvnr", Kind::national_number, R"([A-Za-z] ?\d{9})", 0.1, false},
    {"de.rvnr", Kind::national_number, R"(\d{8}[A-Za-z]\d{3}|\d{2} \d{6} [A-Za-z] \d{3})", 0.01,
     true},
    {"dk.cpr", Kind::national_number, R"(\d{6}[ -]?\d{4})", 0.3, false},
    {"ee.ik", Kind::national_number, R"(\d{11})", 0.03, false},
    {"es.dni", Kind::national_number, R"(\d{8}[ -]?[A-Za-z])", 0.045, false},
    {"es.nie", Kind::national_number, R"([A-Za-z][ -]?\d{7}[ -]?[A-Za-z])", 0.005, true},
    {"es.nif", Kind::national_number, R"((?:[A-Z]{2})?(?:[A-Za-z]\d{7}|\d{8})[A-Za-z\d])", 0.1,
     false},
    {"fi.hetu", Kind::national_number, R"(\d{6}[+A-Fa-f-]\d{3}[A-Za-z\d])", 0.01, true},
    {"fr.nif", Kind::national_number, R"(\d{13}|\d{2} \d{2} \d{3} \d{3} \d{3})", 0.4, false},
    {"fr.nir", Kind::national_number, R"(\d ?\d{2} ?\d{2} ?\d[A-Fa-f\d] ?\d{3} ?\d{3} ?\d{2})",
     0.011, true},
    {"gb.nhs", Kind::national_number, R"(\d{10}|\d{3}[ -]\d{3}[ -]\d{4})", 0.1, false},
    {"gb.utr", Kind::national_number, R"(\d{10}[A-Z]?|\d{5} \d{5}[A-Z]?)", 0.1, false},
    {"gr.amka", Kind::national_number, R"(\d{11}|\d{6} \d{5})", 0.04, false},
    {"gr.vat", Kind::national_number, R"((?:[A-Z]{2})?\d{9})", 0.1, false},
    {"hr.oib", Kind::national_number, R"((?:[A-Z]{2})?\d{11})", 0.1, false},
    {"hu.adojel", Kind::national_number, R"(\d{10})", 0.01, false},
    {"hu.szemelyi", Kind::national_number, R"(\d{11}|\d[ -]\d{6}[ -]\d{4})", 0.01, false},
    {"hu.taj", Kind::national_number, R"(\d{9}|\d{3}[ -]\d{3}[ -]\d{3})", 0.11, false},
    {"ie.pps", Kind::national_number, R"(\d{7}[A-Za-z]{1,2})", 0.045, false},
    {"is.kennitala", Kind::national_number, R"(\d{6}-?\d{4})", 0.01, false},
    {"it.codicefiscale", Kind::national_number,
     R"([A-Za-z]{6}[A-Za-z\d]{2}[A-Za-z][A-Za-z\d]{2}[A-Za-z][A-Za-z\d]{3}[A-Za-z])", 0.001, true},
    {"lt.asmens", Kind::national_number, R"(\d{11})", 0.03, false},
    {"lu.matricule", Kind::national_number, R"(\d{13}|\d{8} ?\d{5})", 0.0001, true},
    {"lv.pvn", Kind::national_number, R"((?:[A-Z]{2})?\d{11}|\d{6}-\d{5})", 0.09, false},
    {"mt.id", Kind::national_number, R"(\d{7}[A-Za-z])", 0.4, false},
    {"nl.bsn", Kind::national_number, R"(\d{9}|\d{4}\.\d{2}\.\d{3})", 0.09, false},
    {"nl.onderwijsnummer", Kind::national_number, R"(\d{9})", 0.01, false},
    {"no.fodselsnummer", Kind::national_number, R"(\d{6} ?\d{5})", 0.01, false},
    {"pl.pesel", Kind::national_number, R"(\d{11})", 0.04, false},
    {"pt.cc", Kind::national_number, R"(\d{8} ?\d ?[A-Za-z\d]{2}\d)", 0.1, false},
    {"pt.nif", Kind::national_number, R"((?:[A-Z]{2})?\d{9}|\d{3} \d{3} \d{3})", 0.1, false},
    {"ro.cnp", Kind::national_number, R"(\d{13})", 0.03, false},
    {"se.personnummer", Kind::national_number, R"((?:\d{2})?\d{6}[+-]?\d{4})", 0.04, false},
    {"si.emso", Kind::national_number, R"(\d{13})", 0.02, false},
    {"gb.nino", Kind::national_number, R"([A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-F])", 0.4, true},
    {"name.greeting", Kind::name, "", 1.0, true},
    {"name.signature", Kind::name, "", 1.0, true},
    {"name.introduced", Kind::name, "", 1.0, true},
    {"name.addressed", Kind::name, "", 1.0, true},
    {"address", Kind::address, "", 1.0, true},
    {"address.street", Kind::street, "", 1.0, true},
    {"address.town", Kind::street, "", 1.0, true},
}};
static_assert(kAll[kEmail].name == "email");
static_assert(kAll[kNameGreeting].name == "name.greeting");
static_assert(kAll[kAddressTown].name == "address.town");

}  // namespace

std::string_view plural(Kind kind) noexcept {
    switch (kind) {
        case Kind::email:
            return "e-mail addresses";
        case Kind::phone:
            return "phone numbers";
        case Kind::bank_account:
            return "IBANs";
        case Kind::card:
            return "card numbers";
        case Kind::national_number:
            return "national numbers";
        case Kind::vat_number:
            return "VAT numbers";
        case Kind::ip_address:
            return "IP addresses";
        case Kind::device:
            return "device numbers";
        case Kind::location:
            return "coordinates";
        case Kind::birth_date:
            return "birth dates";
        case Kind::plate:
            return "number plates";
        case Kind::name:
            return "names";
        case Kind::address:
            return "postal addresses";
        case Kind::street:
            return "parts of addresses";
    }
    return {};
}

std::span<const Detector, kDetectors> detectors() noexcept {
    return kAll;
}

std::size_t place_of(std::string_view name) noexcept {
    const auto* const found = std::find_if(
        kAll.begin(), kAll.end(), [name](const Detector& one) { return one.name == name; });
    GDPRD_ASSERT(found != kAll.end());
    return static_cast<std::size_t>(found - kAll.begin());
}

}  // namespace gdprd::policy::sweep
