#include "policy/language/test_parser.hpp"

#include <algorithm>
#include <charconv>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "policy/language/reader.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;
using config::yaml::Node;

/// Collects the cases of several files.
class TestReader {
  public:
    TestReader(std::vector<TestCase>& tests, Diagnostics& out) : tests_(tests), out_(out) {}

    void read_file(const PolicyFile& file);

  private:
    void read_test(Reader& in, const Node& node);
    void check_parts(Reader& in, const Node& node, const TestCase& test);
    FieldExpectation read_expectation(Reader& in, const Node& node);
    RowExpectation read_row_expectation(Reader& in, const Node& node);
    void read_categories(Reader& in, const Node& section, TestCase& test);
    void read_references(Reader& in, const Node& section, TestCase& test);
    void read_row(Reader& in, const Node& node, TestCase& test);
    std::optional<Date> date(Reader& in, const Node& map, std::string_view key);

    std::vector<TestCase>& tests_;
    Diagnostics& out_;
};

/// Whether YAML and the stores would read the word as a whole number.
bool is_integer(const Node& node) {
    if (node.quoted || node.text.empty()) return false;
    std::int64_t number = 0;
    const char* end = node.text.data() + node.text.size();
    const auto [stop, failure] = std::from_chars(node.text.data(), end, number);
    return failure == std::errc{} && stop == end;
}

Cell cell_of(const Node& node) {
    if (node.is_null()) return {};
    return {is_integer(node) ? Cell::Kind::integer : Cell::Kind::text, node.text};
}

std::optional<Date> TestReader::date(Reader& in, const Node& map, std::string_view key) {
    const auto text = in.text(map, key);
    if (!text) return std::nullopt;
    const auto read = parse_date(*text);
    if (read && parse_time(*text + "T00:00:00Z")) return *read;
    out_.error(in.span_of(*map.find(key)), "bad-date",
               read ? "a day of a test is between the years 1678 and 2261"
                    : "a date is a day that exists: 2026-03-01");
    return std::nullopt;
}

void TestReader::read_file(const PolicyFile& file) {
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
    if (!in.check(root, KeyPlace::test_file, "a file of cases")) return;
    const Node* version = root.find("version");
    if (version != nullptr && version->is_scalar() && version->text != "1") {
        out_.error(in.span_of(*version), "bad-version",
                   "this gdprd reads version 1 of the language");
    }
    const Node* section = root.find("tests");
    if (section == nullptr || !section->is_sequence()) return;
    if (section->children.empty()) {
        out_.error(in.span_of(*section), "no-value", "there is no case in the list");
    }
    for (const Node* node : in.items(*section, "cases")) read_test(in, *node);
}

void TestReader::read_test(Reader& in, const Node& node) {
    const std::size_t errors = out_.errors();
    if (!in.check(node, KeyPlace::test, "a case")) return;
    TestCase test;
    test.span = in.span_of(node);
    test.name = in.text(node, "name").value_or("");
    if (const auto right = in.token(node, "right", ValueKind::right)) {
        test.right = static_cast<Right>(*right);
    }
    test.on = date(in, node, "on");
    test.field = in.field_path(node, "field");
    if (const Node* section = node.find("categories")) read_categories(in, *section, test);
    if (const auto category = in.category(node, "category"); category && test.field) {
        test.categories[*test.field] =
            *category == "none" ? std::nullopt : std::optional<Category>(*category);
    }
    if (const Node* section = node.find("references")) read_references(in, *section, test);
    if (const Node* expect = node.find("expect")) test.expect = read_expectation(in, *expect);
    if (const Node* rows = node.find("rows")) {
        for (const Node* row : in.items(*rows, "rows")) read_row(in, *row, test);
    }
    // What is missing may be what was misspelt.
    if (out_.errors() == errors) check_parts(in, node, test);
    tests_.push_back(std::move(test));
}

/// A case that looks at nothing would pass whatever the policy says.
void TestReader::check_parts(Reader& in, const Node& node, const TestCase& test) {
    const bool about_field = node.find("field") != nullptr;
    const bool about_rows = node.find("rows") != nullptr;
    if (about_field == about_rows) {
        out_.error(test.span, "field-or-rows", "a case has either a field or rows");
        return;
    }
    const auto belongs = [&](std::string_view key, std::string_view to, bool fine) {
        const Node* member = node.find(key);
        if (member == nullptr || fine) return;
        out_.error(in.span_of_key(*member), "wrong-place",
                   '"' + std::string(key) + "\" belongs to a case with " + std::string(to));
    };
    belongs("category", "a field", about_field);
    belongs("expect", "a field; of rows each has its own", about_field);
    belongs("on", "rows", about_rows);
    belongs("categories", "rows", about_rows);
    belongs("references", "rows", about_rows);
    if (about_rows && node.find("on") == nullptr) {
        out_.error(test.span, "missing-key",
                   "a case with rows needs \"on\", the day of the plan: periods run until then");
    }
    const FieldExpectation& e = test.expect;
    const bool looks =
        e.fate || e.if_row_stays || e.rule || e.ground || e.period || e.from || e.counted_from;
    const bool looks_at_row =
        std::any_of(test.rows.begin(), test.rows.end(), [](const TestRow& row) {
            const RowExpectation& r = row.expect;
            return r.fate || r.rule || r.ground || r.until || !r.fields.empty();
        });
    if (about_field ? !looks : !looks_at_row) {
        out_.error(test.span, "expects-nothing", "the case expects nothing, so it cannot fail");
    }
}

FieldExpectation TestReader::read_expectation(Reader& in, const Node& node) {
    FieldExpectation expect;
    if (!node.is_map() || !in.check(node, KeyPlace::expect, "expect")) return expect;
    if (const auto end = in.token(node, "fate", ValueKind::field_end)) {
        expect.fate = static_cast<FieldEnd>(*end);
    }
    if (const auto end = in.token(node, "if_row_stays", ValueKind::field_end)) {
        expect.if_row_stays = static_cast<FieldEnd>(*end);
    }
    expect.rule = in.name(node, "rule");
    expect.ground = in.text(node, "ground");
    expect.period = in.years(node, "period");
    expect.from = in.text(node, "from");
    expect.counted_from = in.counted_from(node, "counted_from");
    return expect;
}

RowExpectation TestReader::read_row_expectation(Reader& in, const Node& node) {
    RowExpectation expect;
    if (!node.is_map() || !in.check(node, KeyPlace::row_expect, "expect")) return expect;
    if (const auto end = in.token(node, "fate", ValueKind::row_end)) {
        expect.fate = static_cast<RowEnd>(*end);
    }
    expect.rule = in.name(node, "rule");
    expect.ground = in.text(node, "ground");
    expect.until = date(in, node, "until");
    if (const Node* fields = node.find("fields")) {
        for (const Node* field : in.members(*fields, "fields")) {
            const auto end = in.token(*fields, field->key, ValueKind::field_end);
            if (end) {
                expect.fields[field->key] = static_cast<FieldEnd>(*end);
            } else if (field->is_null()) {
                out_.error(in.span_of_key(*field), "no-value", "the field has no fate");
            }
        }
    }
    return expect;
}

void TestReader::read_categories(Reader& in, const Node& section, TestCase& test) {
    for (const Node* node : in.members(section, "fields")) {
        const auto path = in.as_field_path(node->key, in.span_of_key(*node));
        const auto category = in.as_text(*node);
        if (!path || !category || !in.is_category(*category, in.span_of(*node))) continue;
        test.categories[*path] =
            *category == "none" ? std::nullopt : std::optional<Category>(*category);
    }
}

void TestReader::read_references(Reader& in, const Node& section, TestCase& test) {
    for (const Node* node : in.members(section, "references")) {
        const auto from = in.as_field_path(node->key, in.span_of_key(*node));
        const auto text = in.as_text(*node);
        const auto to = text ? in.as_field_path(*text, in.span_of(*node)) : std::nullopt;
        if (!from || !to) continue;
        if (from->in.store != to->in.store) {
            out_.error(in.span_of(*node), "other-store", "a reference stays within one store");
            continue;
        }
        test.references.emplace_back(*from, *to);
    }
}

void TestReader::read_row(Reader& in, const Node& node, TestCase& test) {
    if (!in.check(node, KeyPlace::test_row, "a row")) return;
    TestRow row;
    row.span = in.span_of(node);
    const auto path = in.collection_path(node, "in");
    const Node* values = node.find("values");
    if (values != nullptr && values->is_map()) {
        for (const Node* value : in.members(*values, "values")) {
            if (!value->is_scalar() && !value->is_null()) {
                out_.error(in.span_of(*value), "wrong-shape", "a field has one value");
            } else if (value->text.size() > limits::kPolicyTextBytes) {
                out_.error(in.span_of(*value), "too-long",
                           "the text is longer than " + std::to_string(limits::kPolicyTextBytes) +
                               " bytes");
            } else {
                row.values.emplace_back(value->key, PersonalCell(cell_of(*value)));
            }
        }
        if (values->children.empty()) {
            out_.error(in.span_of(*values), "no-value", "the row has no field");
        }
    }
    const auto has = [&row](const std::string& field) {
        return std::any_of(row.values.begin(), row.values.end(),
                           [&field](const auto& value) { return value.first == field; });
    };
    row.key = in.texts(node, "key");
    for (const std::string& field : row.key) {
        if (!has(field)) {
            out_.error(in.span_of(*node.find("key")), "no-such-field",
                       "the row has no value for \"" + printable(field, 128) + '"');
        }
    }
    if (const Node* expect = node.find("expect")) {
        row.expect = read_row_expectation(in, *expect);
    }
    if (!path || row.values.empty()) return;
    row.in = *path;
    test.rows.push_back(std::move(row));
}

}  // namespace

std::string_view to_string(FieldEnd end) noexcept {
    switch (end) {
        case FieldEnd::deleted:
            return "deleted";
        case FieldEnd::null:
            return "null";
        case FieldEnd::replaced:
            return "replaced";
        case FieldEnd::pseudonym:
            return "pseudonym";
        case FieldEnd::hash:
            return "hash";
        case FieldEnd::generalised:
            return "generalised";
        case FieldEnd::shifted:
            return "shifted";
        case FieldEnd::kept:
            return "kept";
        case FieldEnd::untouched:
            return "untouched";
        case FieldEnd::read:
            return "read";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(RowEnd end) noexcept {
    switch (end) {
        case RowEnd::deleted:
            return "deleted";
        case RowEnd::changed:
            return "changed";
        case RowEnd::stub:
            return "stub";
        case RowEnd::kept:
            return "kept";
        case RowEnd::read:
            return "read";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

Result<std::vector<TestCase>> parse_tests(const std::vector<PolicyFile>& files,
                                          Diagnostics& diagnostics) {
    Diagnostics found;
    std::vector<TestCase> tests;
    TestReader reader(tests, found);
    std::vector<const PolicyFile*> sorted;
    sorted.reserve(files.size());
    for (const PolicyFile& file : files) sorted.push_back(&file);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return a->name < b->name; });
    if (files.size() > limits::kPolicyFiles) {
        found.error({".", 1, 1}, "too-many",
                    "more than " + std::to_string(limits::kPolicyFiles) + " files of cases");
    } else {
        for (const PolicyFile* file : sorted) reader.read_file(*file);
    }
    found.sort();
    diagnostics.append(found);
    if (found.errors() == 0) return tests;
    return Error(ErrorCode::invalid_argument,
                 (found.errors() == 1 ? std::string("the cases have an error: ")
                                      : "the cases have " + std::to_string(found.errors()) +
                                            " errors, the first is ") +
                     to_string(found.entries().front()),
                 "gdprd-policy(5) lists the keys of a case");
}

}  // namespace gdprd::policy
