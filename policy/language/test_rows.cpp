#include "policy/language/test_rows.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "policy/language/decide.hpp"
#include "policy/plan/planner.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kKeyBytes = 32;

/// The plan of a case, and where to find its rows in it.
class RowCase {
  public:
    RowCase(const Policy& policy, const Catalogue& catalogue, const TestCase& test)
        : policy_(policy), catalogue_(catalogue), test_(test) {}

    std::vector<TestFailure> check();

  private:
    bool resolve();
    bool knows(const FieldPath& path);
    bool add_row(std::size_t number);
    void compare(std::size_t number);
    void compare_reason(const TestRow& row, const std::string& what, const RowFate* fate,
                        const std::string& why);
    void compare_fields(const TestRow& row, const std::string& what, RowEnd end);
    [[nodiscard]] FieldEnd end_of(const TestRow& row, const RowKey& key, const std::string& field,
                                  RowEnd end) const;
    [[nodiscard]] const RowFate* fate_of(const TestRow& row, const RowKey& key) const;
    void fail(const std::string& what, std::string expected, std::string came, std::string why) {
        failures_.push_back({what, std::move(expected), std::move(came), std::move(why)});
    }

    const Policy& policy_;
    const Catalogue& catalogue_;
    const TestCase& test_;
    Resolution found_;
    std::vector<RowKey> keys_;  ///< of the case's rows, in their order
    ExplainedPlan planned_;
    std::vector<TestFailure> failures_;
};

std::string label(const TestCase& test, std::size_t number) {
    return "row " + std::to_string(number + 1) + " (" + to_string(test.rows[number].in) + ")";
}

const PersonalCell* find_value(const TestRow& row, const std::string& field) {
    const auto at = std::find_if(row.values.begin(), row.values.end(),
                                 [&field](const auto& value) { return value.first == field; });
    return at == row.values.end() ? nullptr : &at->second;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out.empty() ? "none" : out;
}

RowEnd end_of(Fate fate) {
    switch (fate) {
        case Fate::erase:
            return RowEnd::deleted;
        case Fate::change:
            return RowEnd::changed;
        case Fate::stub:
            return RowEnd::stub;
        case Fate::keep:
            return RowEnd::kept;
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::vector<TestFailure> RowCase::check() {
    if (!resolve()) return failures_;
    PlanInput input;
    input.request = RequestId("policy-test");
    input.right = test_.right;
    GDPRD_ASSERT(test_.on.has_value());
    const auto day = parse_time(format_date(test_.on.value_or(Date{})) + "T00:00:00Z");
    GDPRD_ASSERT(day.has_value());
    input.made_at = *day;
    const Bytes zeros(kKeyBytes);
    const Secret row_key{BytesView(zeros)};
    input.pseudonym_key = &row_key;
    auto planned = explain_plan(input, catalogue_, policy_, found_, row_key);
    if (!planned) {
        fail("the rows", "a plan", "refused: " + planned.error().message(), planned.error().hint());
        return failures_;
    }
    planned_ = std::move(*planned);
    for (std::size_t i = 0; i < test_.rows.size(); ++i) compare(i);
    return failures_;
}

/// A slip in a path would otherwise make the case say something else.
bool RowCase::knows(const FieldPath& path) {
    const CollectionSchema* schema = catalogue_.find_collection(path.in);
    if (schema != nullptr && schema->find_field(path.field) != nullptr) return true;
    fail(to_string(path), "a field of the rows", "no row and no catalogue has it",
         "categories and references speak of fields of the case's rows");
    return false;
}

bool RowCase::resolve() {
    for (const auto& [path, category] : test_.categories) {
        if (!knows(path)) return false;
    }
    for (const auto& [from, to] : test_.references) {
        if (!knows(from) || !knows(to)) return false;
    }
    for (const StoreSchema& store : catalogue_.stores) {
        for (const CollectionSchema& schema : store.collections) {
            const CollectionPath path{store.store, schema.name};
            found_.searched.insert(path);
            auto& fields = found_.fields[path];
            for (const FieldSchema& field : schema.fields) fields.push_back(field.name);
        }
    }
    for (std::size_t i = 0; i < test_.rows.size(); ++i) {
        if (!add_row(i)) return false;
    }
    return true;
}

bool RowCase::add_row(std::size_t number) {
    const TestRow& row = test_.rows[number];
    const std::string what = label(test_, number);
    const CollectionSchema* schema = catalogue_.find_collection(row.in);
    GDPRD_ASSERT(schema != nullptr);
    const bool written = schema->kind == CollectionKind::table ||
                         schema->kind == CollectionKind::partitioned ||
                         schema->kind == CollectionKind::virtual_table;
    if (!written) {
        fail(what, "a table", std::string("a ") + std::string(to_string(schema->kind)),
             schema->kind == CollectionKind::archived
                 ? "the catalogue says so: rows in archives are only read"
                 : "the catalogue says so: its rows belong to a case of the table behind it");
        return false;
    }
    for (const auto& [field, cell] : row.values) {
        if (schema->find_field(field) != nullptr) continue;
        fail(what, "a row of the collection",
             "the catalogue has no field \"" + printable(field, 128) + '"',
             "gdprctl catalogue list shows the fields");
        return false;
    }
    SubjectRow own;
    own.in = row.in;
    own.strength = Strength::certain;
    own.decided = true;
    own.path = "a row of the case";
    for (const FieldSchema& field : schema->fields) {
        const PersonalCell* value = find_value(row, field.name);
        own.row.values.push_back(value == nullptr ? PersonalCell{} : *value);
    }
    own.row.key.fields = schema->primary_key;
    for (const std::string& field : schema->primary_key) {
        const PersonalCell* value = find_value(row, field);
        own.row.key.values.push_back(value == nullptr ? PersonalCell{} : *value);
    }
    for (std::size_t i = 0; i < number; ++i) {
        if (test_.rows[i].in != row.in || keys_[i] != own.row.key) continue;
        fail(what, "a row of its own", "its key is that of row " + std::to_string(i + 1),
             "the key is: " + joined(schema->primary_key));
        return false;
    }
    keys_.push_back(own.row.key);
    found_.rows.push_back(std::move(own));
    return true;
}

const RowFate* RowCase::fate_of(const TestRow& row, const RowKey& key) const {
    const auto at =
        std::find_if(planned_.fates.begin(), planned_.fates.end(),
                     [&](const RowFate& fate) { return fate.in == row.in && fate.key == key; });
    return at == planned_.fates.end() ? nullptr : &*at;
}

void RowCase::compare(std::size_t number) {
    const TestRow& row = test_.rows[number];
    const std::string what = label(test_, number);
    const RowFate* fate = fate_of(row, keys_[number]);
    const RowEnd came = fate == nullptr ? RowEnd::read : policy::end_of(fate->fate);
    const FieldDecision rows = decide_rows(policy_, catalogue_, row.in);
    const std::string why =
        fate == nullptr || fate->why.empty() ? "its rows: " + rows.why : fate->why;
    if (row.expect.fate && *row.expect.fate != came) {
        fail(what, "fate " + std::string(to_string(*row.expect.fate)),
             "fate " + std::string(to_string(came)), why);
    }
    compare_reason(row, what, fate, why);
    compare_fields(row, what, came);
}

void RowCase::compare_reason(const TestRow& row, const std::string& what, const RowFate* fate,
                             const std::string& why) {
    std::vector<std::string> rules;
    if (fate != nullptr) rules = fate->rules;
    if (fate != nullptr && (fate->fate == Fate::erase || fate->fate == Fate::change)) {
        const FieldDecision rows = decide_rows(policy_, catalogue_, row.in);
        if (rows.rule != nullptr) rules.push_back(rows.rule->name);
    }
    if (row.expect.rule) {
        const bool named = std::find(rules.begin(), rules.end(), *row.expect.rule) != rules.end();
        const bool none = *row.expect.rule == "none" && rules.empty();
        if (!named && !none) {
            fail(what, "rule " + *row.expect.rule, "rule " + joined(rules), why);
        }
    }
    const std::string ground = fate == nullptr ? "" : fate->ground;
    if (row.expect.ground && ground.find(*row.expect.ground) == std::string::npos) {
        fail(what, "ground \"" + *row.expect.ground + '"',
             ground.empty() ? "no ground" : "ground \"" + ground + '"', why);
    }
    if (row.expect.until) {
        const auto until = fate == nullptr ? std::nullopt : fate->until;
        if (until != row.expect.until) {
            fail(what, "until " + format_date(*row.expect.until),
                 until ? "until " + format_date(*until) : "no known end", why);
        }
    }
}

FieldEnd RowCase::end_of(const TestRow& row, const RowKey& key, const std::string& field,
                         RowEnd end) const {
    if (end == RowEnd::deleted) return FieldEnd::deleted;
    if (end == RowEnd::read) return FieldEnd::read;
    for (const Step& step : planned_.plan.steps) {
        if (step.kind != StepKind::update_rows || step.in != row.in) continue;
        const bool has = std::any_of(step.rows.begin(), step.rows.end(),
                                     [&key](const RowTarget& target) { return target.key == key; });
        if (!has) continue;
        for (const FieldAction& action : step.actions) {
            if (action.field != field) continue;
            if (action.kind == FieldActionKind::null) return FieldEnd::null;
            if (action.how.empty()) return FieldEnd::replaced;
            return end_of_transform(decide_field(policy_, catalogue_, {row.in, field}).action);
        }
    }
    return is_personal(policy_, catalogue_, {row.in, field}) ? FieldEnd::kept : FieldEnd::untouched;
}

void RowCase::compare_fields(const TestRow& row, const std::string& what, RowEnd end) {
    const auto number = static_cast<std::size_t>(&row - test_.rows.data());
    const CollectionSchema* schema = catalogue_.find_collection(row.in);
    for (const auto& [field, expected] : row.expect.fields) {
        const std::string name = what + ", field " + printable(field, 128);
        if (schema->find_field(field) == nullptr) {
            fail(name, "fate " + std::string(to_string(expected)), "no such field in the row",
                 "the values of the row, or the catalogue, name its fields");
            continue;
        }
        const FieldEnd came = end_of(row, keys_[number], field, end);
        if (came == expected) continue;
        const FieldPath path{row.in, field};
        fail(name, "fate " + std::string(to_string(expected)),
             "fate " + std::string(to_string(came)),
             is_personal(policy_, catalogue_, path)
                 ? decide_field(policy_, catalogue_, path).why
                 : "no personal data, as far as the policy and the case say");
    }
}

}  // namespace

FieldEnd end_of_transform(ErasureActionKind action) noexcept {
    switch (action) {
        case ErasureActionKind::pseudonym:
            return FieldEnd::pseudonym;
        case ErasureActionKind::hash:
            return FieldEnd::hash;
        case ErasureActionKind::generalise:
            return FieldEnd::generalised;
        case ErasureActionKind::shift:
            return FieldEnd::shifted;
        case ErasureActionKind::delete_row:
        case ErasureActionKind::null:
        case ErasureActionKind::replace:
        case ErasureActionKind::keep:
            break;
    }
    return FieldEnd::replaced;
}

std::vector<TestFailure> check_rows(const Policy& policy, const Catalogue& catalogue,
                                    const TestCase& test) {
    return RowCase(policy, catalogue, test).check();
}

}  // namespace gdprd::policy
