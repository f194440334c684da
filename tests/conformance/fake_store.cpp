#include "connectors/fake/fake_connector.hpp"
#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {

namespace {

class FakeStoreUnderTest final : public StoreUnderTest {
  public:
    Abilities abilities() const override {
        return {.invalid_text = true,
                .restarts = true,
                .byte_search = true,
                .long_statements = false,
                .row_numbers = false,
                .checks = false};
    }
    std::string ns() const override { return "main"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        return std::make_unique<FakeConnector>(std::move(settings), store_);
    }
    void create(const TableSpec& table) override {
        policy::CollectionSchema schema;
        schema.name = {ns(), table.name};
        for (const auto& field : table.fields) {
            policy::FieldSchema one;
            one.name = field.name;
            one.type = field.type;
            one.nullable = field.nullable;
            schema.fields.push_back(std::move(one));
        }
        schema.primary_key = table.primary_key;
        schema.unique_keys = table.unique_keys;
        schema.foreign_keys = table.foreign_keys;
        store_->add(std::move(schema));
    }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        for (const auto& row : rows) store_->insert({ns(), table}, row);
    }
    void drop(const std::string& table) override { store_->collections.erase({ns(), table}); }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        for (std::int64_t i = 1; i <= count; ++i)
            store_->insert({ns(), table}, {integer(i), text(prefix + std::to_string(i))});
    }
    void change(const std::string& table, const std::string& field, const Cell& value,
                const std::string& where_field, const std::string& where_text) override {
        auto& one = store_->collections.at({ns(), table});
        const auto place = [&](const std::string& name) {
            return static_cast<std::size_t>(one.schema.find_field(name) - one.schema.fields.data());
        };
        for (auto& row : one.rows)
            if (row.values[place(where_field)].bytes == where_text)
                row.values[place(field)] = value;
    }
    Hold hold_write_lock(const std::string& /*table*/) override { return hold(store_->writers); }
    Commit begin_insert(const std::string& table, const std::vector<Cell>& row) override {
        ++store_->writers;
        return [this, table, row] {
            store_->insert({ns(), table}, row);
            --store_->writers;
        };
    }
    Hold hold_read(const std::string& /*table*/) override { return hold(store_->readers); }
    void forbid_deletes(const std::string& table) override {
        store_->collections.at({ns(), table}).keeps_rows = true;
    }
    void create_endless_view(const std::string& /*name*/) override {}
    void crash() override { store_->down = true; }
    void start_again() override { store_->down = false; }

  private:
    static Hold hold(std::atomic<int>& count) {
        ++count;
        return {nullptr, [&count](void*) { --count; }};
    }
    std::shared_ptr<FakeStore> store_ = std::make_shared<FakeStore>();
};

}  // namespace

StoreFactory fake_factory() {
    return {"fake", [] { return std::make_unique<FakeStoreUnderTest>(); }};
}

}  // namespace gdprd::connectors::test
