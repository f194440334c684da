#include "daemon/services/package_words.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::daemon {
namespace {

constexpr Phrase kPhrases[] = {
    {"title", "The data we hold about you", "Les données que nous détenons à votre sujet",
     "Die Daten, die wir über Sie haben"},
    {"intro",
     "This is the copy of your personal data and the information that Art. 15 GDPR gives you a "
     "right to.",
     "Voici la copie de vos données personnelles et les informations auxquelles l’art. 15 du RGPD "
     "vous donne droit.",
     "Dies ist die Kopie Ihrer personenbezogenen Daten mit den Auskünften, die Ihnen nach Art. 15 "
     "DSGVO zustehen."},
    {"none_found", "We searched the places named below and found no data about you.",
     "Nous avons cherché dans les endroits indiqués plus bas et n’avons trouvé aucune donnée à "
     "votre sujet.",
     "Wir haben an den unten genannten Stellen gesucht und keine Daten über Sie gefunden."},
    {"mentions",
     "Texts, documents or other records in these places name you. They may be about other people "
     "too and are not in this copy automatically:",
     "Aux endroits suivants, des textes, des documents ou d’autres enregistrements vous nomment. "
     "Ils peuvent aussi concerner d’autres personnes et ne figurent pas automatiquement dans cette "
     "copie :",
     "An diesen Stellen nennen Sie Texte, Dokumente oder andere Datensätze. Sie können auch andere "
     "Personen betreffen und sind nicht automatisch in dieser Kopie:"},
    {"incomplete", "This answer is not complete yet. Could not be read, so not in this copy:",
     "Cette réponse n’est pas encore complète. N’a pas pu être lu et manque dans cette copie :",
     "Diese Auskunft ist noch nicht vollständig. Nicht lesbar, daher nicht in dieser Kopie:"},
    {"contents", "Contents", "Sommaire", "Inhalt"},
    {"about", "About this answer", "À propos de cette réponse", "Zu dieser Auskunft"},
    {"request", "Request", "Demande", "Antrag"},
    {"received", "Received", "Reçue le", "Eingegangen am"},
    {"answered", "Answered", "Répondue le", "Beantwortet am"},
    {"controller", "Controller", "Responsable du traitement", "Verantwortlicher"},
    {"contact", "Contact", "Contact", "Kontakt"},
    {"officer", "Data protection officer", "Délégué à la protection des données",
     "Datenschutzbeauftragter"},
    {"authority", "Supervisory authority", "Autorité de contrôle", "Aufsichtsbehörde"},
    {"why", "Why we use it, and for how long", "Pourquoi nous les utilisons, et combien de temps",
     "Wozu wir sie nutzen, und wie lange"},
    {"purpose", "Purpose", "Finalité", "Zweck"},
    {"basis", "Legal basis", "Base juridique", "Rechtsgrundlage"},
    {"data_used", "Data used", "Données utilisées", "Verwendete Daten"},
    {"recipients", "Given to", "Destinataires", "Empfänger"},
    {"retention", "Kept for how long", "Durée de conservation", "Speicherdauer"},
    {"source", "Where it comes from", "Origine des données", "Herkunft der Daten"},
    {"automated", "Automated decisions", "Décisions automatisées", "Automatisierte Entscheidungen"},
    {"transfers", "Sent outside the European Economic Area",
     "Transferts hors de l’Espace économique européen",
     "Übermittlung außerhalb des Europäischen Wirtschaftsraums"},
    {"not_stated", "not stated in our policy", "non précisé dans notre politique",
     "in unserer Richtlinie nicht angegeben"},
    {"nobody", "nobody", "personne", "niemand"},
    {"none", "none", "aucun", "keine"},
    {"no_purpose", "For these data our policy names no purpose:",
     "Pour ces données, notre politique n’indique aucune finalité :",
     "Für diese Daten nennt unsere Richtlinie keinen Zweck:"},
    {"no_use", "No purpose of our policy uses data found about you.",
     "Aucune finalité de notre politique n’utilise de données trouvées à votre sujet.",
     "Kein Zweck unserer Richtlinie nutzt Daten, die wir über Sie gefunden haben."},
    {"kept", "What the law makes us keep", "Ce que la loi nous oblige à conserver",
     "Was wir aufgrund von Gesetzen aufbewahren"},
    {"place", "Place", "Endroit", "Stelle"},
    {"fields", "Fields", "Champs", "Felder"},
    {"all_fields", "all", "tous", "alle"},
    {"period", "Period", "Durée", "Frist"},
    {"years", "years", "ans", "Jahre"},
    {"years_from", "counted from", "à compter de", "gerechnet ab"},
    {"years_from_year_end", "counted from the end of the year of",
     "à compter de la fin de l’année de", "gerechnet ab dem Ende des Jahres von"},
    {"years_from_financial_year_end", "counted from the close of the financial year of",
     "à compter de la clôture de l’exercice de", "gerechnet ab dem Ende des Geschäftsjahres von"},
    {"ground", "Ground", "Motif", "Grund"},
    {"data", "Your data", "Vos données", "Ihre Daten"},
    {"records", "records", "enregistrements", "Datensätze"},
    {"record", "record", "enregistrement", "Datensatz"},
    {"field", "Field", "Champ", "Feld"},
    {"value", "Value", "Valeur", "Wert"},
    {"meaning", "What it is", "De quoi il s’agit", "Was es ist"},
    {"empty", "(empty)", "(vide)", "(leer)"},
    {"bytes", "bytes, in the JSON file", "octets, dans le fichier JSON",
     "Bytes, in der JSON-Datei"},
    {"searched", "Where we searched", "Où nous avons cherché", "Wo wir gesucht haben"},
    {"result", "Result", "Résultat", "Ergebnis"},
    {"nothing_found", "nothing found", "rien trouvé", "nichts gefunden"},
    {"mentioned", "texts or documents name you: not in this copy automatically",
     "des textes ou documents vous nomment : pas automatiquement dans cette copie",
     "Texte oder Dokumente nennen Sie: nicht automatisch in dieser Kopie"},
    {"not_searched",
     "not searched by itself: no field leads to one person, or it shows what other places hold",
     "non consulté séparément : aucun champ ne mène à une personne, ou montre d’autres endroits",
     "nicht für sich durchsucht: kein Feld führt zu einer Person, oder es zeigt andere Stellen"},
    {"not_searched_by_name",
     "nothing found by your identifiers; not searched by name, which others may have too",
     "rien trouvé par vos identifiants ; pas de recherche par nom, que d’autres peuvent avoir "
     "aussi",
     "nichts zu Ihren Kennungen gefunden; nicht nach Namen gesucht, den auch andere haben können"},
    {"no_answer", "could not be searched", "n’a pas pu être consulté",
     "konnte nicht durchsucht werden"},
    {"rights", "Your rights", "Vos droits", "Ihre Rechte"},
    {"copies",
     "The folder data holds the same data for programs (JSON). manifest.json lists a checksum of "
     "each file, and manifest.proof proves that this answer was recorded and not changed since.",
     "Le dossier data contient les mêmes données pour les programmes (JSON). manifest.json donne "
     "une somme de contrôle de chaque fichier, et manifest.proof prouve que cette réponse a été "
     "enregistrée et n’a pas été modifiée depuis.",
     "Der Ordner data enthält dieselben Daten für Programme (JSON). manifest.json nennt eine "
     "Prüfsumme jeder Datei, und manifest.proof beweist, dass diese Auskunft aufgezeichnet und "
     "seither nicht verändert wurde."},

    {"consent", "your consent", "votre consentement", "Ihre Einwilligung"},
    {"contract", "a contract with you", "un contrat avec vous", "ein Vertrag mit Ihnen"},
    {"legal_obligation", "a legal obligation", "une obligation légale",
     "eine rechtliche Verpflichtung"},
    {"vital_interests", "vital interests", "des intérêts vitaux", "lebenswichtige Interessen"},
    {"public_task", "a public task", "une mission d’intérêt public", "eine öffentliche Aufgabe"},
    {"legitimate_interests", "legitimate interests", "des intérêts légitimes",
     "berechtigte Interessen"},

    {"rectification", "have wrong data corrected and incomplete data completed",
     "faire rectifier des données inexactes ou compléter des données incomplètes",
     "unrichtige Daten berichtigen und unvollständige ergänzen lassen"},
    {"erasure", "have your data erased, unless the law makes us keep them",
     "faire effacer vos données, sauf si la loi nous oblige à les conserver",
     "Ihre Daten löschen lassen, soweit kein Gesetz ihre Aufbewahrung verlangt"},
    {"restriction", "have the use of your data restricted",
     "faire limiter l’utilisation de vos données",
     "die Verarbeitung Ihrer Daten einschränken lassen"},
    {"portability",
     "receive the data that you gave us in a form that programs read, or have them sent to "
     "somebody else",
     "recevoir les données que vous nous avez fournies dans un format lisible par machine, ou les "
     "faire transmettre à un tiers",
     "die Daten, die Sie uns gegeben haben, in maschinenlesbarer Form erhalten oder an andere "
     "übermitteln lassen"},
    {"objection",
     "object to uses that rest on legitimate interests or a public task, and to direct marketing "
     "at any time",
     "vous opposer aux utilisations fondées sur des intérêts légitimes ou une mission publique, "
     "et à tout moment à la prospection",
     "Nutzungen widersprechen, die auf berechtigten Interessen oder einer öffentlichen Aufgabe "
     "beruhen, und jederzeit der Direktwerbung"},
    {"withdrawal", "take back your consent at any time, for the future",
     "retirer votre consentement à tout moment, pour l’avenir",
     "Ihre Einwilligung jederzeit für die Zukunft widerrufen"},
    {"complaint", "complain to a supervisory authority",
     "introduire une réclamation auprès d’une autorité de contrôle",
     "sich bei einer Aufsichtsbehörde beschweren"},
};

/// Words of the taxonomy's keys in other languages; what is missing takes those of its parent.
/// English words are the taxonomy's own.
struct CategoryWords {
    std::string_view key;
    std::string_view fr;
    std::string_view de;
};

constexpr CategoryWords kCategories[] = {
    {"system", "données du système lui-même", "Daten des Systems selbst"},
    {"user", "donnée sur une personne", "Angabe zu einer Person"},
    {"user.account", "compte et réglages", "Konto und Einstellungen"},
    {"user.account.username", "nom d’utilisateur", "Benutzername"},
    {"user.authorization", "droits d’accès", "Zugriffsrechte"},
    {"user.authorization.biometric", "données biométriques de connexion",
     "biometrische Anmeldedaten"},
    {"user.authorization.credentials", "clés et jetons du compte",
     "Schlüssel und Token des Kontos"},
    {"user.authorization.password", "mot de passe ou son empreinte", "Passwort oder dessen Hash"},
    {"user.behavior", "comportement observé", "beobachtetes Verhalten"},
    {"user.behavior.browsing_history", "pages consultées, visites", "besuchte Seiten, Aufrufe"},
    {"user.behavior.purchase_history", "achats", "Einkäufe"},
    {"user.behavior.search_history", "recherches", "Suchanfragen"},
    {"user.biometric", "données biométriques", "biometrische Merkmale"},
    {"user.childrens", "données sur des enfants", "Angaben zu Kindern"},
    {"user.contact", "coordonnées", "Kontaktangaben"},
    {"user.contact.address", "adresse postale", "Postanschrift"},
    {"user.contact.address.city", "ville", "Ort"},
    {"user.contact.address.country", "pays", "Land"},
    {"user.contact.address.postal_code", "code postal", "Postleitzahl"},
    {"user.contact.address.state", "région ou province", "Bundesland oder Region"},
    {"user.contact.address.street", "rue et numéro", "Straße und Hausnummer"},
    {"user.contact.email", "adresse électronique", "E-Mail-Adresse"},
    {"user.contact.fax_number", "numéro de fax", "Faxnummer"},
    {"user.contact.organization", "organisation", "Organisation"},
    {"user.contact.phone_number", "numéro de téléphone", "Telefonnummer"},
    {"user.contact.url", "site web ou profil", "Webseite oder Profil"},
    {"user.content", "ce que la personne a écrit ou créé", "was die Person geschrieben hat"},
    {"user.content.private", "messages et notes privés", "private Nachrichten und Notizen"},
    {"user.content.public", "avis et commentaires publics", "öffentliche Beiträge"},
    {"user.content.self_image", "photo de la personne", "Bild der Person"},
    {"user.criminal_history", "infractions et condamnations", "Straftaten und Verurteilungen"},
    {"user.demographic", "caractéristiques de la personne", "Merkmale der Person"},
    {"user.demographic.age_range", "âge ou tranche d’âge", "Alter oder Altersgruppe"},
    {"user.demographic.date_of_birth", "date de naissance", "Geburtsdatum"},
    {"user.demographic.gender", "genre ou civilité", "Geschlecht oder Anrede"},
    {"user.demographic.language", "langue", "Sprache"},
    {"user.demographic.marital_status", "situation familiale", "Familienstand"},
    {"user.demographic.philosophical_belief", "conviction philosophique", "Weltanschauung"},
    {"user.demographic.political_opinion", "opinion politique", "politische Meinung"},
    {"user.demographic.profile", "profil, segment ou score", "Profil, Segment oder Bewertung"},
    {"user.demographic.race_ethnicity", "origine ethnique", "ethnische Herkunft"},
    {"user.demographic.religious_belief", "religion", "Religion"},
    {"user.demographic.sexual_orientation", "orientation sexuelle", "sexuelle Orientierung"},
    {"user.demographic.trade_union_membership", "appartenance syndicale",
     "Gewerkschaftszugehörigkeit"},
    {"user.device", "appareil et réglages", "Gerät und Einstellungen"},
    {"user.device.cookie_id", "identifiant de cookie", "Cookie-Kennung"},
    {"user.device.device_id", "identifiant d’appareil", "Gerätekennung"},
    {"user.device.ip_address", "adresse réseau (IP)", "Netzwerkadresse (IP)"},
    {"user.financial", "données financières", "Finanzdaten"},
    {"user.financial.bank_account", "compte bancaire", "Bankverbindung"},
    {"user.financial.credit_card", "carte de paiement", "Zahlungskarte"},
    {"user.government_id", "document ou numéro officiel", "amtliche Nummer oder Ausweis"},
    {"user.health_and_medical", "santé et soins", "Gesundheit und Behandlung"},
    {"user.health_and_medical.genetic", "données génétiques", "genetische Daten"},
    {"user.job_title", "profession ou fonction", "Beruf oder Stellung"},
    {"user.location", "localisation", "Aufenthaltsort"},
    {"user.name", "nom", "Name"},
    {"user.name.first", "prénom", "Vorname"},
    {"user.name.last", "nom de famille", "Nachname"},
    {"user.payment", "paiements", "Zahlungen"},
    {"user.privacy_preferences", "consentements et oppositions", "Einwilligungen und Widersprüche"},
    {"user.sensor", "mesures de capteurs", "Messwerte von Sensoren"},
    {"user.social", "relations entre personnes", "Beziehungen zu anderen"},
    {"user.telemetry", "mesures envoyées par un programme", "Messwerte eines Programms"},
    {"user.unique_id", "numéro ou identifiant", "Nummer oder Kennung"},
    {"user.user_sensor", "mesures de l’environnement", "Messwerte der Umgebung"},
    {"user.workplace", "employeur et lieu de travail", "Arbeitgeber und Arbeitsort"},
};

const CategoryWords* find_words(std::string_view key) noexcept {
    const auto* found =
        std::find_if(std::begin(kCategories), std::end(kCategories),
                     [key](const CategoryWords& words) { return words.key == key; });
    return found == std::end(kCategories) ? nullptr : found;
}

}  // namespace

AnswerLanguage answer_language(std::string_view tag) noexcept {
    if (tag == "fr") return AnswerLanguage::fr;
    if (tag == "de") return AnswerLanguage::de;
    return AnswerLanguage::en;
}

std::string_view to_string(AnswerLanguage language) noexcept {
    switch (language) {
        case AnswerLanguage::en:
            return "en";
        case AnswerLanguage::fr:
            return "fr";
        case AnswerLanguage::de:
            return "de";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view Phrase::in(AnswerLanguage language) const noexcept {
    switch (language) {
        case AnswerLanguage::en:
            return en;
        case AnswerLanguage::fr:
            return fr;
        case AnswerLanguage::de:
            return de;
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::span<const Phrase> package_phrases() noexcept {
    return kPhrases;
}

std::string_view phrase(std::string_view key, AnswerLanguage language) {
    const auto* found = std::find_if(std::begin(kPhrases), std::end(kPhrases),
                                     [key](const Phrase& p) { return p.key == key; });
    GDPRD_ASSERT(found != std::end(kPhrases));
    return found->in(language);
}

std::string category_words(const Category& category, AnswerLanguage language) {
    for (std::string_view key = category.value(); !key.empty(); key = policy::parent_of(key)) {
        if (language == AnswerLanguage::en) {
            const auto* entry = policy::find_category(key);
            if (entry != nullptr) return std::string(entry->description);
        } else if (const auto* words = find_words(key); words != nullptr) {
            return std::string(language == AnswerLanguage::fr ? words->fr : words->de);
        }
    }
    return category.value();
}

std::string basis_words(policy::LegalBasis basis, AnswerLanguage language) {
    return std::string(phrase(policy::to_string(basis), language)) + " (" +
           std::string(policy::article_of(basis)) + ")";
}

std::string right_words(policy::SubjectRight right, AnswerLanguage language) {
    return std::string(phrase(policy::to_string(right), language)) + " (" +
           std::string(policy::article_of(right)) + ")";
}

}  // namespace gdprd::daemon
