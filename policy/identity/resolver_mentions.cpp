#include <algorithm>
#include <set>

#include "config/limits.hpp"
#include "policy/identity/encoded_forms.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_derivation.hpp"
#include "policy/identity/resolver_rivals.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;

std::string joined(const Values& values, const std::vector<std::size_t>& at) {
    std::string out;
    for (const std::size_t position : at) {
        const auto text = text_of(values[position]);
        if (!text) continue;
        if (!out.empty()) out.push_back(' ');
        out.append(*text);
    }
    return out;
}

/// First and last name in the orders people write them; none when a part is missing.
std::vector<std::string> name_forms(const Values& values, const Node& in) {
    const std::string first = joined(values, in.first_names);
    const std::string last = joined(values, in.last_names);
    if (first.empty() || last.empty()) return {};
    return {first + " " + last, last + " " + first, last + ", " + first};
}

/// What a sweep looks into: all that is stored, whatever its type.
std::optional<std::string_view> content_of(const PersonalCell& cell) {
    const Cell& value = cell.expose();
    if (value.kind == Cell::Kind::null || value.bytes.empty()) return std::nullopt;
    return value.bytes;
}

std::vector<std::string> folded(const std::set<std::string>& forms) {
    std::vector<std::string> out;
    out.reserve(forms.size());
    for (const std::string& form : forms) out.push_back(fold_text(form));
    return out;
}

/// Whether the form stands in the text by itself: "anna@x.example" in "Anna <anna@x.example>", but
/// neither in "joanna@x.example" nor in "anna@x.example.org".
bool stands_in(std::string_view whole, std::string_view form) {
    constexpr std::string_view kJoinedBefore = "._-+%";
    for (auto at = whole.find(form); at != whole.npos; at = whole.find(form, at + 1)) {
        const bool joined_before =
            at > 0 && (text::is_alnum(whole[at - 1]) ||
                       kJoinedBefore.find(whole[at - 1]) != kJoinedBefore.npos);
        const std::string_view after = whole.substr(at + form.size());
        const bool joined_after = (!after.empty() && text::is_alnum(after[0])) ||
                                  (after.size() > 1 && after[0] == '.' && text::is_alnum(after[1]));
        if (!joined_before && !joined_after) return true;
    }
    return false;
}

/// What a store finds by digits is more: the same digits inside other numbers.
bool names_one_of(const std::map<std::string, PhoneInText>& phones, std::string_view text) {
    return std::any_of(phones.begin(), phones.end(),
                       [&](const auto& one) { return one.second.stands_in(text); });
}

}  // namespace

/// Looks for the subject's identifiers in the free text, documents and binary values of all stores,
/// for those of owned rows in the identifying fields of others, and inside longer values of such
/// fields ("a@x.example, b@x.example"): what is found stays behind and must be told.
bool Derivation::sweep() {
    collect_forms();
    for (const auto& [path, in] : estate_.nodes) {
        for (const std::size_t at : in.swept) sweep_text(in, at);
        for (const IdentifyingField& field : in.identifying) {
            sweep_identifiers(in, field);
            if (in.schema->fields[field.at].type == FieldType::text) sweep_longer(in, field);
        }
    }
    return !facts_.pending();
}

void Derivation::collect_forms() {
    forms_.clear();
    name_forms_.clear();
    encoded_forms_.clear();
    phones_.clear();
    wider_.clear();
    const auto add_phone = [&](const Seed& seed) {
        if (!is_phone(seed.type)) return false;
        const std::string& number = seed.value.expose();
        return !phones_.try_emplace(number, number).first->second.wanted().empty();
    };
    const auto add = [&](std::string form, std::set<std::string>& forms) {
        if (form.size() < limits::kSweptCharsMin) return;
        for (std::string& encoded : encoded_inside_cells(form))
            encoded_forms_.insert(std::move(encoded));
        forms.insert(escaped_in_json(form));
        forms.insert(std::move(form));
    };
    for (const auto& [row, judged] : owned_) {
        const Node& in = node(row);
        const Values& cells = values(row);
        for (const IdentifyingField& field : in.identifying) {
            const auto text = text_of(cells[field.at]);
            if (!text || field.counterpart || is_placeholder(field.type, *text)) continue;
            // the house's own, in a thread of messages: it stands in everybody's
            const bool office = is_role_mailbox(field.type, *text);
            if (office && !decided_.contains(row)) continue;
            if (field.of == IdentifyingField::Of::maybe_another || has_rival(cells, field))
                continue;
            const auto seed = normalise(field.type, *text, countries_);
            if (seed) wider_.insert(*seed);
            // a number without its trunk prefix is found as the person's own row has it
            if (seed && add_phone(*seed) && phones_.at(seed->value.expose()).stands_in(*text))
                continue;
            if (!office) add(std::string(*text), forms_);
        }
        if (!decided_.contains(row)) continue;
        for (std::string& form : name_forms(cells, in)) add(std::move(form), name_forms_);
    }
    for (const Seed& seed : identifiers_) {
        std::erase_if(wider_, [&](const Seed& other) { return covers(seed, other); });
        if (add_phone(seed)) continue;
        for (std::string& form : text_forms(seed)) add(std::move(form), forms_);
    }
    for (const Seed& seed : *inquiry_.seeds) {
        const bool name =
            seed.type.value() == "name" && parse_name(seed.value.expose()).words.size() > 1;
        if (name) add(seed.value.expose(), name_forms_);
    }
}

/// Asks for the texts that hold one of the spellings that it returns. Inside the cells of a column
/// identifiers may stand encoded. A name among names is a namesake's, for all that is known.
std::set<std::string> Derivation::want_forms(const Node& in, std::size_t at) {
    std::set<std::string> forms = forms_;
    if (!in.is_name(at)) forms.insert(name_forms_.begin(), name_forms_.end());
    if (std::find(in.celled.begin(), in.celled.end(), at) != in.celled.end())
        forms.insert(encoded_forms_.begin(), encoded_forms_.end());
    for (const std::string& form : forms)
        facts_.want({in.path, {at}, MatchMode::contains, Facts::Read::compared}, {form});
    for (const auto& [number, phone] : phones_)
        facts_.want({in.path, {at}, MatchMode::digits_inside, Facts::Read::compared},
                    {phone.wanted()});
    return forms;
}

void Derivation::sweep_text(const Node& in, std::size_t at) {
    const std::vector<std::string> forms = folded(want_forms(in, at));
    for (const auto& [key, cells] : facts_.compared(in.path, {at})) {
        const auto text = content_of(cells.front());
        if (!text) continue;
        const std::string whole = fold_text(*text);
        const bool found = names_one_of(phones_, *text) ||
                           std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
                               return whole.find(form) != std::string::npos;
                           });
        if (found) mention({in.path, key}, at, cells.front(), "the text names the person");
    }
}

void Derivation::sweep_longer(const Node& in, const IdentifyingField& field) {
    const std::vector<std::string> forms = folded(want_forms(in, field.at));
    for (const auto& [key, cells] : facts_.compared(in.path, {field.at})) {
        const auto text = content_of(cells.front());
        if (!text) continue;
        const auto is_it = [&](const Seed& seed) { return carries(field.type, *text, seed); };
        if (std::any_of(identifiers_.begin(), identifiers_.end(), is_it) ||
            std::any_of(wider_.begin(), wider_.end(), is_it))
            continue;  // the whole value: told by sweep_identifiers
        const std::string whole = fold_text(*text);
        const bool found = names_one_of(phones_, *text) ||
                           std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
                               return stands_in(whole, form);
                           });
        if (found) {
            mention({in.path, key}, field.at, cells.front(),
                    "a longer value holds an identifier or the name of the person");
        }
    }
}

void Derivation::sweep_identifiers(const Node& in, const IdentifyingField& field) {
    for (const Seed& seed : wider_) {
        if (!types_meet(field.type, seed.type)) continue;
        const bool number = in.schema->fields[field.at].type == FieldType::integer;
        const WantedForms forms = wanted_forms(seed);
        const MatchMode mode = number ? MatchMode::exact : forms.mode;
        for (const std::string& form : forms.values) {
            facts_.want({in.path, {field.at}, mode, Facts::Read::compared}, {form});
        }
    }
    const auto look = [&](const RowKey& key, const PersonalCell& cell,
                          const std::set<Seed>& seeds) {
        const auto text = text_of(cell);
        if (!text) return;
        for (const Seed& seed : seeds) {
            if (!carries(field.type, *text, seed)) continue;
            mention({in.path, key}, field.at, cell,
                    "another row carries the same " + word_for(seed.type));
        }
    };
    for (const auto& [key, cells] : facts_.compared(in.path, {field.at})) {
        look(key, cells.front(), wider_);
        // what no store is asked for as a whole: "+33 6 55 44 33 11 ext. 12"
        look(key, cells.front(), identifiers_);
    }
    for (const auto& [key, cells] : facts_.rows(in.path)) {
        look(key, cells[field.at], identifiers_);
    }
}

/// The row with this one value only: the rest of it is another person's.
void Derivation::mention(const RowId& row, std::size_t at, const PersonalCell& cell,
                         std::string evidence) {
    if (owned_.contains(row) || judged_.contains(row) || disputed_.contains(row)) return;
    const auto [place, fresh] = mentions_.try_emplace(row);
    SubjectRow& out = place->second;
    if (fresh) {
        out.in = row.in;
        out.row.key = row.key;
        out.row.values.resize(node(row).fields.size());
        out.path = to_string(row.in);
        out.match_id = match_id(row);
    }
    out.row.values[at] = cell;
    if (std::find(out.evidence.begin(), out.evidence.end(), evidence) == out.evidence.end()) {
        out.evidence.push_back(std::move(evidence));
    }
}

}  // namespace gdprd::policy
