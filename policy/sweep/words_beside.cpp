#include "policy/sweep/words_beside.hpp"

#include <algorithm>
#include <array>

#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::sweep {
namespace {

// Beginnings of words, lower case in ASCII letters, other letters in both cases; of three letters
// or less: whole words.
constexpr std::string_view kPhone =
    "tel telef teléf telep tél téléph fon phone mob mobil mobile handy cell fax festnetz rufnummer "
    "anruf "
    "ruf call ring portable gsm móvil movil telemóvel telemovel puh puhel tlf tlph tlm whatsapp "
    "signal sms appel appeler llam llame chiam cellulare ligar telefoon bel zadzwo kom komórk "
    "telefón tałefon mobitel τηλ тел моб phon ph";
constexpr std::string_view kBirth =
    "born birth birthday dob d.o.b geb gebor geburt geburts né née naiss nacid nacim nacimiento "
    "nato nata nascita nascid nasciment nasc urodz ur narod narozen nar szül született født fødsel "
    "född födel fødd fd synt syntym gim gimim dzim sünd rođ rojen rojst rod naște născut geboren "
    "geboorte γενν γεν роден род fæddur fæd";
constexpr std::string_view kNumber =
    "id idnr ident identity identi national nin nino insurance ni ssn social soz sozial "
    "sozialvers svnr sv tax steuer steueridentifik personal person pers personnummer personnr pnr "
    "personenkenn ahv avs bürgernr bsn sofi burgerservice dni nie nif nss cif insee sécu secu "
    "sécurité nir fiscal fiscale codice pesel cnp cod egn егн oib jmbg emšo emso rodn rodné rč "
    "birth kennitala kt fødselsn fodselsn cpr henkil hetu isikuk asmens personas amka αμκα afm αφμ "
    "személyi szemelyi adóazon adoazon matricul rentenvers krankenvers kvnr rvnr vsnr "
    "nhs utr pps ppsn cc cartão cidad contribuin rijksreg registre rrn insz niss nn ik taj bi "
    "steuernr mwst vnr onderwijs";
constexpr std::string_view kDevice = "imei device gerät handy phone";
constexpr std::string_view kVat =
    "vat ust ustid uid mwst tva iva btw moms pvm alv dph áfa afa ddv pdv pvn km nip αφμ ддс";
constexpr std::string_view kPlate =
    "plate registration kennzeichen kfz immatric matric matríc targa kenteken rejestrac";

std::string_view words_of(Kind kind) noexcept {
    switch (kind) {
        case Kind::phone:
            return kPhone;
        case Kind::birth_date:
            return kBirth;
        case Kind::national_number:
            return kNumber;
        case Kind::device:
            return kDevice;
        case Kind::vat_number:
            return kVat;
        case Kind::plate:
            return kPlate;
        case Kind::email:
        case Kind::bank_account:
        case Kind::card:
        case Kind::ip_address:
        case Kind::location:
        case Kind::name:
        case Kind::address:
        case Kind::street:
            return {};
    }
    return {};
}

bool is_letter(char c) noexcept {
    return text::is_alpha(c) || static_cast<signed char>(c) < 0;
}

/// Whether `stem` stands at the beginning of a word, and is the word when it is short.
bool holds(std::string_view text, std::string_view stem) noexcept {
    constexpr std::size_t kShort = 3;
    for (std::size_t at = text.find(stem); at != std::string_view::npos;
         at = text.find(stem, at + 1)) {
        const std::size_t end = at + stem.size();
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = end == text.size() || !is_letter(text[end]);
        if (begins && (ends || stem.size() > kShort)) return true;
    }
    return false;
}

}  // namespace

bool says(std::string_view before, Kind kind) noexcept {
    if (before.size() > kBesideBytes) before.remove_prefix(before.size() - kBesideBytes);
    std::array<char, kBesideBytes> lower{};
    std::transform(before.begin(), before.end(), lower.begin(),
                   [](char c) { return text::is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
    const std::string_view text(lower.data(), before.size());
    std::string_view words = words_of(kind);
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (holds(text, words.substr(0, end))) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace gdprd::policy::sweep
