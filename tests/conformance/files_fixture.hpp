#pragma once

#include <gmock/gmock.h>

#include <filesystem>

#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {

inline constexpr std::string_view kCustomers =
    "\xEF\xBB\xBFid;email ; name\r\n1;ada@example.org;\"Ada; \"\"A\"\"\"\r\n\r\n"
    "2;\"bob@example.org\"; Bob\r\n3;eve@example.com;";

/// A directory of files, and the connector to it.
class Files : public testing::Test {
  protected:
    std::unique_ptr<Connector> connect(const std::function<void(StoreSettings&)>& change = {}) {
        StoreSettings settings;
        settings.name = StoreName("exports");
        settings.kind = config::StoreKind::files;
        settings.path = dir_.path();
        settings.lock_timeout = std::chrono::milliseconds(50);
        if (change) change(settings);
        auto made = make_connector(std::move(settings));
        EXPECT_TRUE(gdprd::test::succeeded(made));
        return made ? std::move(*made) : nullptr;
    }
    static policy::CollectionPath path(const std::string& file) {
        return {StoreName("exports"), {"main", file}};
    }
    Result<policy::RowSet> find(Connector& in, const std::string& file, const std::string& field,
                                const std::string& part) {
        policy::FindQuery query;
        query.in = path(file);
        query.fields = {field};
        query.mode = policy::MatchMode::contains;
        query.any_of = {{PersonalCell(text(part))}};
        return find_all(off_, in, query);
    }
    static policy::Step deletion(const policy::RowSet& rows) {
        policy::Step step;
        step.kind = policy::StepKind::delete_rows;
        step.in = rows.from;
        step.fields = rows.fields;
        for (const auto& row : rows.rows)
            step.rows.push_back({row.key, digest(rows.fields, row.values), RowDigest{}, {}});
        return step;
    }
    static policy::Step update(const policy::RowSet& rows, const std::string& field,
                               const Cell& value) {
        policy::Step step = deletion(rows);
        step.kind = policy::StepKind::update_rows;
        const bool null = value.kind == Cell::Kind::null;
        step.actions.push_back(
            {field, null ? policy::FieldActionKind::null : policy::FieldActionKind::replace, value,
             "test"});
        for (auto& row : step.rows) row.after = digest({field}, {PersonalCell(value)});
        return step;
    }
    static std::ptrdiff_t entries(const std::string& directory) {
        return std::distance(std::filesystem::directory_iterator(directory),
                             std::filesystem::directory_iterator());
    }
    const policy::CollectionSchema* schema_of(const std::string& file) {
        schema_ = *connect()->inspect(off_);
        return schema_.find({"main", file});
    }

    OffLoop off_ = OffLoop::on_blocking_thread();
    gdprd::test::TempDir dir_;
    policy::StoreSchema schema_;
};

}  // namespace gdprd::connectors::test
