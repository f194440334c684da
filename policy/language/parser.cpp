#include "policy/language/parser.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "config/base/crypto.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "policy/language/reader.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;
using config::yaml::Node;

/// Whether no row can meet both conditions.
bool are_apart(const std::map<std::string, std::string>& a,
               const std::map<std::string, std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& one) {
        const auto other = b.find(one.first);
        return other != b.end() && other->second != one.second;
    });
}

/// Collects one policy out of several files; a name may be used once in all of them.
class PolicyReader {
  public:
    PolicyReader(Policy& policy, Diagnostics& out) : policy_(policy), out_(out) {}

    void read_file(const PolicyFile& file);

  private:
    void read_purposes(Reader& in, const Node& section);
    PurposeInformation read_information(Reader& in, const Node& node);
    void read_fields(Reader& in, const Node& section);
    void read_annotation(Reader& in, const Node& node);
    void read_references(Reader& in, const Node& node, FieldAnnotation& note);
    std::optional<AnnotatedReference> read_reference(Reader& in, const Node& node);
    std::map<std::string, std::string> read_where(Reader& in, const Node& where);
    void check_references(const FieldAnnotation& note);
    void check_prefixes(const FieldAnnotation& note);
    void read_rules(Reader& in, const Node& section);
    void read_rule(Reader& in, const Node& node);
    Selector read_select(Reader& in, const Node& node);
    void check_rule(Reader& in, const Node& node, const ErasureRule& rule);
    void read_owners(Reader& in, const Node& section);
    void read_approvals(Reader& in, const Node& section);
    void read_residue(Reader& in, const Node& section);
    void read_contacts(Reader& in, const Node& section);
    /// False, with an error that names the earlier place, when `name` of a kind was used before.
    bool claim(std::string_view kind, const std::string& name, const SourceSpan& span);

    Policy& policy_;
    Diagnostics& out_;
    std::map<std::pair<std::string, std::string>, SourceSpan> claimed_;
};

bool PolicyReader::claim(std::string_view kind, const std::string& name, const SourceSpan& span) {
    const auto [place, fresh] = claimed_.emplace(std::pair(std::string(kind), name), span);
    if (!fresh) {
        out_.error(span, "given-twice",
                   std::string(kind) + " \"" + name + "\" is given twice; first at " +
                       to_string(place->second));
    }
    return fresh;
}

void PolicyReader::read_file(const PolicyFile& file) {
    if (file.name.empty() || !valid_utf8(file.name)) {
        out_.error({printable(file.name), 1, 1}, "bad-name", "the name of this file is not UTF-8");
        return;
    }
    auto parsed = config::yaml::parse(file.bytes, limits::kPolicyFileBytes);
    if (const auto* problem = std::get_if<config::yaml::Problem>(&parsed)) {
        out_.error({file.name, static_cast<std::uint32_t>(problem->at.line),
                    static_cast<std::uint32_t>(problem->at.column)},
                   "yaml", problem->message, problem->suggestion);
        return;
    }
    const Node& root = std::get<Node>(parsed);
    Reader in(file.name, file.bytes, out_);
    if (!in.check(root, KeyPlace::file, "a policy file")) return;
    const Node* version = root.find("version");
    if (version != nullptr && version->is_scalar() && version->text != "1") {
        out_.error(in.span_of(*version), "bad-version",
                   "this gdprd reads version 1 of the language");
    }
    if (const Node* section = root.find("purposes")) read_purposes(in, *section);
    if (const Node* section = root.find("fields")) read_fields(in, *section);
    if (const Node* section = root.find("erasure")) read_rules(in, *section);
    if (const Node* section = root.find("owners")) read_owners(in, *section);
    if (const Node* section = root.find("approvals")) read_approvals(in, *section);
    if (const Node* section = root.find("residue")) read_residue(in, *section);
    if (const Node* section = root.find("contacts")) read_contacts(in, *section);
    for (auto& measure : in.texts(root, "security_measures"))
        policy_.security_measures.push_back(std::move(measure));
}

void PolicyReader::read_purposes(Reader& in, const Node& section) {
    for (const Node* node : in.members(section, "purposes")) {
        Purpose purpose;
        purpose.span = in.span_of_key(*node);
        const bool named =
            in.is_name(node->key, purpose.span) && claim("purpose", node->key, purpose.span);
        if (!in.check(*node, KeyPlace::purpose, "a purpose") || !named) continue;
        purpose.name = PurposeName(node->key);
        purpose.description = in.text(*node, "description").value_or("");
        purpose.special_ground = in.text(*node, "special_ground").value_or("");
        purpose.subjects = in.texts(*node, "subjects");
        purpose.places = in.places_of(*node);
        purpose.information = read_information(in, *node);
        if (const auto basis = in.token(*node, "basis", ValueKind::legal_basis)) {
            purpose.basis = static_cast<LegalBasis>(*basis);
        }
        if (const Node* list = node->find("categories")) {
            for (const Node* item : in.items(*list, "categories")) {
                const auto text = in.as_text(*item);
                if (text && in.is_category(*text, in.span_of(*item))) {
                    purpose.categories.emplace_back(*text);
                }
            }
            if (list->is_sequence() && list->children.empty()) {
                out_.error(in.span_of(*list), "no-value", "a purpose needs a category");
            }
        }
        policy_.purposes.push_back(std::move(purpose));
    }
}

PurposeInformation PolicyReader::read_information(Reader& in, const Node& node) {
    PurposeInformation information;
    const Node* recipients = node.find("recipients");
    if (recipients != nullptr && recipients->is_sequence()) {
        information.recipients = in.texts(node, "recipients");
    }
    information.retention = in.text(node, "retention").value_or("");
    information.source = in.text(node, "source").value_or("");
    information.automated_decisions = in.text(node, "automated_decisions").value_or("");
    information.transfers = in.text(node, "transfers").value_or("");
    return information;
}

void PolicyReader::read_fields(Reader& in, const Node& section) {
    for (const Node* node : in.members(section, "fields")) read_annotation(in, *node);
}

void PolicyReader::read_annotation(Reader& in, const Node& node) {
    FieldAnnotation note;
    note.span = in.span_of_key(node);
    auto path = in.as_field_path(node.key, note.span);
    if (!in.check(node, KeyPlace::field, "a field")) return;
    note.places = in.places_of(node);
    if (node.children.empty()) {
        out_.error(note.span, "no-value", "nothing is said about this field");
    }
    if (const auto category = in.category(node, "category")) {
        if (*category == "none") {
            note.not_personal = true;
        } else {
            note.category = Category(*category);
        }
    }
    note.identifier = in.name(node, "identifier");
    if (note.identifier == "none") {
        note.identifier.reset();
        note.not_identifier = true;
    }
    if (const auto purpose = in.name(node, "purpose")) note.purpose = PurposeName(*purpose);
    if (const Node* reference = node.find("references")) read_references(in, *reference, note);
    if (note.not_personal && (note.identifier || note.purpose)) {
        out_.error(in.span_of(*node.find("category")), "contradiction",
                   "a field without personal data has no identifier and no purpose");
    }
    if (!path || !claim("field", to_string(*path), note.span)) return;
    note.field = std::move(*path);
    check_references(note);
    policy_.fields.push_back(std::move(note));
}

void PolicyReader::read_references(Reader& in, const Node& node, FieldAnnotation& note) {
    if (!node.is_sequence()) {
        if (auto one = read_reference(in, node)) note.references.push_back(std::move(*one));
        return;
    }
    if (node.children.empty()) out_.error(in.span_of(node), "no-value", "the list is empty");
    for (const Node* item : in.items(node, "references")) {
        if (item->is_null() || item->is_sequence()) {
            out_.error(in.span_of(*item), "wrong-shape", "a reference is a field path or a map");
        } else if (auto one = read_reference(in, *item)) {
            note.references.push_back(std::move(*one));
        }
    }
}

std::optional<AnnotatedReference> PolicyReader::read_reference(Reader& in, const Node& node) {
    AnnotatedReference out;
    out.span = in.span_of(node);
    std::optional<FieldPath> field;
    if (node.is_scalar()) {
        field = in.as_field_path(node.text, out.span);
    } else if (node.is_map() && in.check(node, KeyPlace::reference, "a reference")) {
        field = in.field_path(node, "field");
        if (const Node* named = node.find("field")) out.span = in.span_of(*named);
        out.owned = in.boolean(node, "owned").value_or(false);
        if (const auto role = in.token(node, "role", ValueKind::reference_role)) {
            out.role = static_cast<ReferenceRole>(*role);
        }
        if (const Node* where = node.find("where")) out.where = read_where(in, *where);
        out.prefix = in.text(node, "prefix").value_or("");
    }
    if (!field) return std::nullopt;
    out.field = std::move(*field);
    return out;
}

std::map<std::string, std::string> PolicyReader::read_where(Reader& in, const Node& where) {
    std::map<std::string, std::string> out;
    if (where.is_map() && where.children.empty()) {
        out_.error(in.span_of(where), "no-value", "where names no field; leave it out");
    }
    for (const Node* member : in.members(where, "fields of where")) {
        if (auto value = in.as_text(*member)) out.emplace(member->key, std::move(*value));
    }
    return out;
}

/// One text must not name rows of two tables: what is behind the shorter prefix would be guessed.
void PolicyReader::check_prefixes(const FieldAnnotation& note) {
    for (auto one = note.references.begin(); one != note.references.end(); ++one) {
        for (auto before = note.references.begin(); before != one; ++before) {
            const auto& [shorter, longer] = std::minmax(
                one->prefix, before->prefix,
                [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
            if (shorter.empty() || !longer.starts_with(shorter)) continue;
            if (are_apart(one->where, before->where)) continue;
            out_.error(one->span, "contradiction",
                       "a text that begins with \"" + printable(longer, limits::kNameBytes) +
                           "\" would refer to " + to_string(one->field) + " and to " +
                           to_string(before->field) +
                           "; let no prefix begin another, or tell them apart by where");
        }
    }
}

void PolicyReader::check_references(const FieldAnnotation& note) {
    check_prefixes(note);
    for (const AnnotatedReference& one : note.references) {
        if (one.field.in.store != note.field.in.store) {
            out_.error(one.span, "other-store",
                       "a reference stays within one store; give both fields the same identifier "
                       "to find a person across stores");
        }
        if (one.where.contains(note.field.field)) {
            out_.error(one.span, "contradiction",
                       "where names the referring field itself; name the field that says what it "
                       "refers to");
        }
    }
}

void PolicyReader::read_rules(Reader& in, const Node& section) {
    for (const Node* node : in.items(section, "rules")) read_rule(in, *node);
}

Selector PolicyReader::read_select(Reader& in, const Node& node) {
    Selector select;
    if (!node.is_map() || !in.check(node, KeyPlace::select, "select")) return select;
    if (node.children.empty()) {
        out_.error(in.span_of(node), "no-value",
                   "select names nothing; leave it out to speak of everything");
    }
    if (const auto store = in.text(node, "store")) select.store = StoreName(*store);
    select.collection = in.collection_path(node, "collection");
    select.field = in.field_path(node, "field");
    if (const auto category = in.category(node, "category")) select.category = Category(*category);
    if (const auto purpose = in.name(node, "purpose")) select.purpose = PurposeName(*purpose);

    const bool torn =
        (select.field && select.collection && select.field->in != *select.collection) ||
        (select.field && select.store && select.field->in.store != *select.store) ||
        (select.collection && select.store && select.collection->store != *select.store);
    if (torn) {
        const Node* narrow = node.find(select.field ? "field" : "collection");
        out_.error(in.span_of(*narrow), "selects-nothing",
                   "no field fits: store, collection and field name different places");
    }
    return select;
}

void PolicyReader::read_rule(Reader& in, const Node& node) {
    if (!in.check(node, KeyPlace::rule, "a rule")) return;
    ErasureRule rule;
    rule.span = in.span_of(node);
    rule.places = in.places_of(node);
    const auto name = in.name(node, "name");
    if (name) rule.name = *name;
    const bool named = name && claim("rule", *name, in.span_of(*node.find("name")));
    if (const Node* select = node.find("select")) rule.select = read_select(in, *select);
    const auto action = in.token(node, "action", ValueKind::action);
    if (action) rule.action = static_cast<ErasureActionKind>(*action);
    rule.with = in.text(node, "with");
    rule.ground = in.text(node, "ground").value_or("");
    rule.keep_years = in.years(node, "period");
    rule.from_field = in.text(node, "from");
    rule.counted_from = in.counted_from(node, "counted_from").value_or(CountedFrom{});
    if (const auto precision = in.token(node, "to", ValueKind::precision)) {
        rule.precision = static_cast<DatePrecision>(*precision);
    }
    rule.first_chars = in.characters(node, "first");
    rule.shift_days = in.days(node, "by");
    if (action) check_rule(in, node, rule);
    if (named && action) policy_.erasure.push_back(std::move(rule));
}

void PolicyReader::check_rule(Reader& in, const Node& node, const ErasureRule& rule) {
    const auto only_for = [&](std::string_view key, ErasureActionKind action) {
        const Node* member = node.find(key);
        if (member != nullptr && rule.action != action) {
            out_.error(in.span_of_key(*member), "wrong-action",
                       '"' + std::string(key) + "\" belongs to " + std::string(to_string(action)));
        }
    };
    only_for("with", ErasureActionKind::replace);
    only_for("ground", ErasureActionKind::keep);
    only_for("period", ErasureActionKind::keep);
    only_for("from", ErasureActionKind::keep);
    only_for("counted_from", ErasureActionKind::keep);
    const Node* counted = node.find("counted_from");
    if (rule.action == ErasureActionKind::keep && counted != nullptr &&
        node.find("from") == nullptr) {
        out_.error(in.span_of_key(*counted), "missing-key",
                   "\"counted_from\" needs \"from\", the field with the date");
    }
    if (rule.action == ErasureActionKind::replace && node.find("with") == nullptr) {
        out_.error(in.span_of(*node.find("action")), "missing-key", "replace needs \"with\"");
    }
    only_for("to", ErasureActionKind::generalise);
    only_for("first", ErasureActionKind::generalise);
    only_for("by", ErasureActionKind::shift);
    if (rule.action == ErasureActionKind::generalise &&
        (node.find("to") == nullptr) == (node.find("first") == nullptr)) {
        out_.error(in.span_of(*node.find("action")), "missing-key",
                   "generalise needs either \"to\", for dates, or \"first\", for texts");
    }
    if (rule.action == ErasureActionKind::shift && node.find("by") == nullptr) {
        out_.error(in.span_of(*node.find("action")), "missing-key", "shift needs \"by\"");
    }
}

void PolicyReader::read_owners(Reader& in, const Node& section) {
    for (const Node* node : in.items(section, "owners")) {
        if (!in.check(*node, KeyPlace::owner, "an owner")) continue;
        OwnerRule rule;
        rule.span = in.span_of(*node);
        rule.places = in.places_of(*node);
        auto owner = in.text(*node, "owner");
        if (const Node* select = node->find("select")) rule.select = read_select(in, *select);
        if (!owner || !claim("the owner of", to_string(rule.select), rule.span)) continue;
        rule.owner = std::move(*owner);
        policy_.owners.push_back(std::move(rule));
    }
}

void PolicyReader::read_approvals(Reader& in, const Node& section) {
    if (!section.is_map() || !in.check(section, KeyPlace::approvals, "approvals")) return;
    for (const Node* node : in.members(section, "approvals")) {
        const auto right = parse_right(node->key);
        if (!right || !claim("approval of", node->key, in.span_of_key(*node))) continue;
        if (const auto rule = in.token(section, node->key, ValueKind::approval)) {
            policy_.approvals[*right] = static_cast<ApprovalRule>(*rule);
            policy_.places["approvals." + node->key] = in.span_of(*node);
        }
    }
}

void PolicyReader::read_residue(Reader& in, const Node& section) {
    for (const Node* node : in.members(section, "stores")) {
        if (!in.check(*node, KeyPlace::residue, "residue of a store")) continue;
        if (!claim("residue of", node->key, in.span_of_key(*node))) continue;
        if (auto reason = in.text(*node, "off")) {
            policy_.residue_off[StoreName(node->key)] = std::move(*reason);
            policy_.places["residue." + node->key] = in.span_of_key(*node);
        }
    }
}

void PolicyReader::read_contacts(Reader& in, const Node& section) {
    if (!section.is_map() || !in.check(section, KeyPlace::contacts, "contacts")) return;
    const auto read = [&](std::string_view key, std::string& into) {
        const Node* node = section.find(key);
        if (node == nullptr || !claim("contact", std::string(key), in.span_of_key(*node))) return;
        into = in.text(section, key).value_or("");
    };
    read("data_protection_officer", policy_.contacts.data_protection_officer);
    read("representative", policy_.contacts.representative);
    read("supervisory_authority", policy_.contacts.supervisory_authority);
}

std::vector<const PolicyFile*> sorted_by_name(const std::vector<PolicyFile>& files) {
    std::vector<const PolicyFile*> sorted;
    sorted.reserve(files.size());
    for (const PolicyFile& file : files) sorted.push_back(&file);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
        return std::tie(a->name, a->bytes) < std::tie(b->name, b->bytes);
    });
    return sorted;
}

}  // namespace

PolicyVersion version_of(const std::vector<PolicyFile>& files) {
    cbor::Array list;
    for (const PolicyFile* file : sorted_by_name(files)) {
        const BytesView name = as_bytes(file->name);
        const BytesView bytes = as_bytes(file->bytes);
        list.emplace_back(
            cbor::Array{Bytes(name.begin(), name.end()), Bytes(bytes.begin(), bytes.end())});
    }
    return PolicyVersion(crypto::sha256(cbor::encode(std::move(list))));
}

Result<Policy> parse_policies(const std::vector<PolicyFile>& files, Diagnostics& diagnostics) {
    Diagnostics found;
    Policy policy;
    policy.version = version_of(files);
    PolicyReader reader(policy, found);
    if (files.empty()) {
        found.error({".", 1, 1}, "no-file", "there is no policy file");
    } else if (files.size() > limits::kPolicyFiles) {
        found.error({".", 1, 1}, "too-many",
                    "more than " + std::to_string(limits::kPolicyFiles) + " policy files");
    } else {
        for (const PolicyFile* file : sorted_by_name(files)) reader.read_file(*file);
    }
    found.sort();
    diagnostics.append(found);
    if (found.errors() == 0) return policy;
    return Error(ErrorCode::invalid_argument,
                 (found.errors() == 1 ? std::string("the policy has an error: ")
                                      : "the policy has " + std::to_string(found.errors()) +
                                            " errors, the first is ") +
                     to_string(found.entries().front()),
                 "gdprctl policy lint --policy DIR shows all of them");
}

}  // namespace gdprd::policy
