#include <set>

#include "connectors/ldap/ldap_connector.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/ldap_server.hpp"

namespace gdprd::connectors::test {

namespace {

using Fields = std::vector<std::string>;

/// Names of a schema are for the whole server and stay: each test has its own, by a number before
/// them, which the tests do not see. Nor do they see the DN and the entryUUID unless they ask.
struct Names {
    std::string before;
    std::map<std::string, TableSpec> tables;

    [[nodiscard]] std::string inside(const std::string& name) const {
        return name == kUuidField || name == kDnField ? name : before + name;
    }
    [[nodiscard]] std::string outside(const std::string& name) const {
        return name.starts_with(before) ? name.substr(before.size()) : name;
    }
    [[nodiscard]] Fields inside(Fields names) const {
        for (auto& name : names) name = inside(name);
        return names;
    }
    [[nodiscard]] Fields outside(Fields names) const {
        for (auto& name : names) name = outside(name);
        return names;
    }
    [[nodiscard]] policy::CollectionPath inside(policy::CollectionPath path) const {
        path.collection.name = inside(path.collection.name);
        return path;
    }
    [[nodiscard]] Fields fields_of(const std::string& table) const {
        Fields out;
        const auto found = tables.find(table);
        if (found != tables.end())
            for (const auto& field : found->second.fields) out.push_back(field.name);
        return out;
    }
    [[nodiscard]] policy::Step inside(policy::Step step) const {
        step.in = inside(step.in);
        step.fields = inside(step.fields);
        for (auto& action : step.actions) action.field = inside(action.field);
        return step;
    }
    [[nodiscard]] RowDigester inside(const RowDigester& digester) const {
        return [this, digester](const Fields& fields, const std::vector<PersonalCell>& values) {
            return digester(outside(fields), values);
        };
    }
};

/// The connector under the names that the tests gave.
class RenamedConnector final : public Connector {
  public:
    RenamedConnector(StoreSettings settings, std::shared_ptr<Names> names)
        : names_(std::move(names)) {
        auto made = LdapConnector::create(std::move(settings));
        EXPECT_TRUE(gdprd::test::succeeded(made));
        inner_ = std::move(*made);
    }
    Capabilities capabilities() const override { return inner_->capabilities(); }
    Result<std::vector<CheckFinding>> check(OffLoop off) override { return inner_->check(off); }
    Result<policy::StoreSchema> inspect(OffLoop off) override {
        GDPRD_TRY_ASSIGN(auto schema, inner_->inspect(off));
        for (auto& one : schema.collections) one.name.name = names_->outside(one.name.name);
        return schema;
    }
    Result<Sample> sample(OffLoop off, const policy::CollectionPath& from, const Fields& fields,
                          SampleBounds most) override {
        GDPRD_TRY_ASSIGN(auto sample,
                         inner_->sample(off, names_->inside(from), names_->inside(fields), most));
        sample.fields = names_->outside(sample.fields);
        return sample;
    }
    Result<Fields> find(OffLoop off, const policy::FindQuery& query, const RowSink& sink) override {
        policy::FindQuery inside = query;
        inside.in = names_->inside(query.in);
        inside.fields = names_->inside(query.fields);
        inside.read = names_->inside(
            query.read.empty() ? names_->fields_of(query.in.collection.name) : query.read);
        GDPRD_TRY_ASSIGN(const auto read, inner_->find(off, inside, sink));
        return names_->outside(read);
    }
    Result<policy::RowSet> read_rows(OffLoop off, const policy::CollectionPath& from,
                                     const Fields& fields,
                                     const std::vector<policy::RowKey>& keys) override {
        GDPRD_TRY_ASSIGN(
            auto rows, inner_->read_rows(off, names_->inside(from), names_->inside(fields), keys));
        rows.fields = names_->outside(rows.fields);
        return rows;
    }
    Result<StepResult> apply(OffLoop off, const policy::Step& step,
                             const RowDigester& digester) override {
        return inner_->apply(off, names_->inside(step), names_->inside(digester));
    }
    Result<StepResult> rehearse(OffLoop off, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& of) override {
        std::vector<policy::Step> inside;
        std::vector<const policy::Step*> borrowed;
        for (const auto* step : steps) inside.push_back(names_->inside(*step));
        for (const auto& step : inside) borrowed.push_back(&step);
        return inner_->rehearse(off, borrowed,
                                [&](const auto& path) { return names_->inside(of(path)); });
    }
    Result<ResidueResult> residue(OffLoop off, const std::vector<PersonalCell>& values) override {
        return inner_->residue(off, values);
    }
    Result<std::optional<std::string>> read_anchor(OffLoop off,
                                                   const std::string& origin) override {
        return inner_->read_anchor(off, origin);
    }
    Result<void> write_anchor(OffLoop off, const AnchorChange& change) override {
        return inner_->write_anchor(off, change);
    }
    void cancel() noexcept override { inner_->cancel(); }

  private:
    std::shared_ptr<Names> names_;
    std::unique_ptr<LdapConnector> inner_;
};

std::string rules_of(FieldType type) {
    const std::string syntax = "SYNTAX 1.3.6.1.4.1.1466.115.121.1.";
    if (type == FieldType::integer) return "EQUALITY integerMatch " + syntax + "27 SINGLE-VALUE )";
    if (type == FieldType::bytes)
        return "EQUALITY octetStringMatch " + syntax + "40 SINGLE-VALUE )";
    return "EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch " + syntax +
           "15 SINGLE-VALUE )";
}

class LdapStoreUnderTest final : public StoreUnderTest {
  public:
    LdapStoreUnderTest() {
        std::string number;
        base_ = ldap_server().create_tree(number);
        names_->before = number + "-";
    }

    Abilities abilities() const override {
        return {.restarts = true, .long_statements = false, .checks = false, .triggers = false};
    }
    std::string ns() const override { return std::string(kLdapNamespace); }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::ldap;
        out.url = ldap_server().url();
        out.bind_dn = "cn=admin,dc=test";
        out.password = Secret(as_bytes(std::string_view("secret\n")));
        out.base = base_;
        out.filter = "(!(objectClass=organizationalUnit))";
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        return std::make_unique<RenamedConnector>(std::move(settings), names_);
    }
    void create(const TableSpec& table) override {
        static int oid = 0;
        std::vector<std::string> types;
        std::string may;
        for (const auto& field : table.fields) {
            const std::string name = names_->inside(field.name);
            may += (may.empty() ? "" : " $ ") + name;
            if (!known_.insert(name).second) continue;
            types.push_back("( 1.3.6.1.4.1.4203.666.11.1." + std::to_string(++oid) + " NAME '" +
                            name + "' " + rules_of(field.type));
        }
        const std::string name = names_->inside(table.name);
        const std::vector<std::string> classes{
            "( 1.3.6.1.4.1.4203.666.11.2." + std::to_string(++oid) + " NAME '" + name +
            "' SUP top STRUCTURAL MUST documentIdentifier MAY ( " + may + " ) )"};
        const std::string cn = names_->before + "schema" + std::to_string(oid);
        std::vector<LdapAttributeValues> attributes{
            {"objectClass", {"olcSchemaConfig"}}, {"cn", {cn}}, {"olcObjectClasses", classes}};
        if (!types.empty()) attributes.push_back({"olcAttributeTypes", types});
        LdapClient(ldap_server().socket(), "cn=config")
            .add("cn=" + cn + ",cn=schema,cn=config", attributes);
        names_->tables[table.name] = table;
    }
    void drop(const std::string& table) override { names_->tables.erase(table); }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        LdapClient client(ldap_server().socket());
        const TableSpec& spec = names_->tables.at(table);
        for (const auto& row : rows) {
            const std::string number = std::to_string(++entries_);
            std::vector<LdapAttributeValues> attributes{{"objectClass", {names_->inside(table)}},
                                                        {"documentIdentifier", {number}}};
            for (std::size_t i = 0; i < row.size(); ++i)
                if (row[i].kind != Cell::Kind::null)
                    attributes.push_back({names_->inside(spec.fields[i].name), {row[i].bytes}});
            client.add_soon("documentIdentifier=" + number + "," + base_, attributes);
        }
        client.flush();
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        std::vector<std::vector<Cell>> rows;
        for (std::int64_t i = 1; i <= count; ++i)
            rows.push_back({integer(i), text(prefix + std::to_string(i))});
        insert(table, rows);
    }
    void change(const std::string& table, const std::string& field, const Cell& value,
                const std::string& where_field, const std::string& where_text) override {
        LdapClient client(ldap_server().socket());
        for (const auto& dn :
             client.find(base_, "(&(objectClass=" + names_->inside(table) + ")(" +
                                    names_->inside(where_field) + "=" + where_text + "))"))
            client.set(dn, names_->inside(field), {value.bytes});
    }
    Hold hold_write_lock(const std::string& /*table*/) override { return {}; }
    Commit begin_insert(const std::string& /*table*/, const std::vector<Cell>& /*row*/) override {
        return {};
    }
    Hold hold_read(const std::string& /*table*/) override { return {}; }
    void forbid_deletes(const std::string& /*table*/) override {}
    void create_endless_view(const std::string& /*name*/) override {}
    void crash() override { ldap_server().call("crash"); }
    void start_again() override { ldap_server().call("up"); }

  private:
    std::string base_;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
    std::set<std::string> known_;
    std::int64_t entries_ = 0;
};

constexpr const char* kOwnKey = "an entry's key is its entryUUID";
constexpr const char* kFewer =
    "a directory takes so many entries too slowly; LdapTest does it with fewer";
constexpr const char* kNoLocks = "a directory has no locks and no transactions";
constexpr const char* kNoTrial = "a directory has nothing to roll back";
constexpr const char* kNoAnchor = "a directory has no place for an anchor";

}  // namespace

StoreFactory ldap_factory() {
    return {
        "ldap",
        []() -> std::unique_ptr<StoreUnderTest> {
            if (ldap_server().socket().empty()) return nullptr;
            return std::make_unique<LdapStoreUnderTest>();
        },
        {
            {"finds_exact_values_as_they_are_written", kOwnKey},
            {"tells_fields_types_and_keys", kOwnKey},
            {"tells_composite_keys_and_references", kOwnKey},
            {"lists_collections_in_byte_order", kOwnKey},
            {"handles_composite_keys", kOwnKey},
            {"deletes_rows_without_a_key_one_for_one", kOwnKey},
            {"reads_rows_again_by_key_and_leaves_out_the_absent", kOwnKey},
            {"writes_a_value_of_its_own_into_each_row", kOwnKey},
            {"keeps_big_text_blobs_and_empty_values_apart", "a directory holds no empty values"},
            {"reads_and_writes_under_odd_names", "names of a schema are plain"},
            {"streams_many_rows_and_stops_when_the_sink_does", kFewer},
            {"finds_many_wanted_values_at_once", kFewer},
            {"samples_within_bounds", kFewer},
            {"gives_up_on_a_lock_within_its_limit", kNoLocks},
            {"is_cancelled_while_it_waits_for_a_lock", kNoLocks},
            {"rehearses_what_it_would_do_and_changes_nothing", kNoTrial},
            {"keeps_one_anchor_for_each_trail", kNoAnchor},
            {"writes_no_anchor_over_one_that_it_did_not_expect", kNoAnchor},
            {"takes_the_table_of_its_anchor_for_no_collection", kNoAnchor},
        }};
}

}  // namespace gdprd::connectors::test
