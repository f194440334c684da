#include "policy/catalogue/drift_task.hpp"

#include <gmock/gmock.h>

#include "policy/catalogue/catalogue_json.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// A catalogue of one store that a test changes as migrations do.
class RaiseTasks : public testing::Test {
  protected:
    RaiseTasks() {
        add(before_, "email", Decision::accept);
        add(before_, "size", Decision::reject);
    }
    static void add(Catalogue& to, const std::string& name, Decision decision,
                    const std::string& type = "TEXT", const std::string& collection = "people",
                    const std::string& store = "crm") {
        auto schema = std::find_if(to.stores.begin(), to.stores.end(),
                                   [&](const auto& one) { return one.store.value() == store; });
        if (schema == to.stores.end())
            schema = to.stores.insert(schema, StoreSchema{StoreName(store), "", {}});
        const CollectionName in{"main", collection};
        auto found = std::find_if(schema->collections.begin(), schema->collections.end(),
                                  [&](const auto& one) { return one.name == in; });
        if (found == schema->collections.end()) {
            found = schema->collections.insert(found, CollectionSchema{});
            found->name = in;
        }
        found->fields.emplace_back().name = name;
        found->fields.back().declared_type = type;
        CatalogueField field;
        field.path = {{StoreName(store), in}, name};
        field.decision = decision;
        if (decision != Decision::reject) field.category = Category("user.contact.email");
        to.fields.insert_or_assign(field.path, field);
    }
    static void drop(Catalogue& from, const std::string& name) {
        auto& fields = from.stores[0].collections[0].fields;
        std::erase_if(fields, [&](const auto& field) { return field.name == name; });
        from.fields.erase({{StoreName("crm"), {"main", "people"}}, name});
    }
    static CatalogueField& field(Catalogue& of, const std::string& name) {
        return of.fields.at({{StoreName("crm"), {"main", "people"}}, name});
    }
    /// "new mail", "changed email" of all tasks.
    static std::vector<std::string> told(const Catalogue& catalogue) {
        std::vector<std::string> out;
        for (const auto& [path, task] : catalogue.tasks)
            for (const auto& change : changes_of(catalogue, task))
                out.push_back(std::string(change.kind()) + " " + change.field);
        return out;
    }
    /// The next scan.
    Catalogue scan(Catalogue after) {
        after.tasks = raise_tasks(before_, after, "S-1-" + std::to_string(++scans_),
                                  [&](const FieldPath& path) { return path.field == said_; });
        before_ = after;
        return after;
    }

    /// A person's word, between two scans.
    void say(const std::string& name, Decision decision) {
        field(before_, name).decision = decision;
        field(before_, name).decided_by = DecidedBy::person;
    }

    Catalogue before_;
    std::string said_;  ///< the field that the policy says is personal
    int scans_ = 0;
};

TEST_F(RaiseTasks, a_scan_that_finds_all_as_it_was_raises_none) {
    EXPECT_THAT(scan(before_).tasks, IsEmpty());
}

TEST_F(RaiseTasks, one_task_for_what_is_new_changed_and_gone_in_a_collection) {
    add(before_, "old", Decision::accept);
    auto after = before_;
    drop(after, "old");
    add(after, "phone", Decision::review);
    field(after, "email").category = Category("user.name");

    const auto next = scan(after);

    EXPECT_THAT(next.tasks, SizeIs(1));
    EXPECT_THAT(told(next), ElementsAre("changed email", "vanished old", "new phone"));
}

TEST_F(RaiseTasks, a_moved_type_of_a_personal_field_counts_and_a_key_does_not) {
    auto after = before_;
    after.stores[0].collections[0].fields[0].declared_type = "VARCHAR(10)";
    after.stores[0].collections[0].fields[0].nullable = false;
    after.stores[0].collections[0].fields[1].declared_type = "INTEGER";

    const auto next = scan(after);

    ASSERT_THAT(told(next), ElementsAre("changed email"));
    const auto change = changes_of(next, next.tasks.begin()->second).at(0);
    EXPECT_EQ(change.before->type, "TEXT");
    EXPECT_EQ(change.now->type, "VARCHAR(10)");
    after.stores[0].collections[0].primary_key = {"email"};
    EXPECT_THAT(scan(next).tasks, SizeIs(1));
}

TEST_F(RaiseTasks, what_the_classifier_rejects_needs_nobody_unless_it_was_personal) {
    auto after = before_;
    add(after, "width", Decision::reject);
    drop(after, "size");
    EXPECT_THAT(scan(after).tasks, IsEmpty());

    field(after, "email").decision = Decision::reject;
    EXPECT_THAT(told(scan(after)), ElementsAre("changed email"));
}

TEST_F(RaiseTasks, the_first_scan_of_a_store_and_its_leaving_are_no_drift) {
    auto after = before_;
    add(after, "email", Decision::accept, "TEXT", "users", "shop");
    const auto joined = scan(after);
    EXPECT_THAT(joined.tasks, IsEmpty());

    add(after, "phone", Decision::accept, "TEXT", "users", "shop");
    EXPECT_THAT(told(scan(after)), ElementsAre("new phone"));

    after.stores.pop_back();
    std::erase_if(after.fields, [](const auto& f) { return f.first.in.store.value() == "shop"; });
    EXPECT_THAT(scan(after).tasks, IsEmpty());
}

TEST_F(RaiseTasks, stays_open_over_scans_with_its_id_and_takes_more_in) {
    auto after = before_;
    add(after, "phone", Decision::accept);
    const auto first = scan(after);
    add(after, "fax", Decision::accept);
    const auto second = scan(after);

    EXPECT_THAT(told(second), ElementsAre("new fax", "new phone"));
    EXPECT_EQ(id_of(first.tasks.begin()->second), id_of(second.tasks.begin()->second));
    EXPECT_EQ(second.tasks.begin()->second.scan, "S-1-1");
}

TEST_F(RaiseTasks, forgets_what_is_again_as_it_was) {
    auto after = before_;
    drop(after, "email");
    EXPECT_THAT(told(scan(after)), ElementsAre("vanished email"));

    add(after, "email", Decision::accept);

    EXPECT_THAT(scan(after).tasks, IsEmpty());
}

TEST_F(RaiseTasks, what_only_the_policy_says_is_personal_matters_too) {
    said_ = "size";
    auto after = before_;
    drop(after, "size");
    add(after, "shoe_size", Decision::reject);

    EXPECT_THAT(told(scan(after)), ElementsAre("vanished size"));
}

TEST_F(RaiseTasks, asks_again_when_the_type_moves_under_what_a_person_said) {
    say("size", Decision::reject);
    auto after = before_;
    EXPECT_THAT(scan(after).tasks, IsEmpty());
    after.stores[0].collections[0].fields[1].declared_type = "VARCHAR(10)";

    const auto next = scan(after);

    ASSERT_THAT(told(next), ElementsAre("changed size"));
    EXPECT_EQ(changes_of(next, next.tasks.begin()->second).at(0).now->decided_by,
              DecidedBy::person);
    after.stores[0].collections[0].fields[1].declared_type = "TEXT";
    EXPECT_THAT(scan(after).tasks, IsEmpty());
}

TEST_F(RaiseTasks, a_word_that_was_lost_while_a_field_was_away_is_not_settled) {
    say("email", Decision::accept);
    auto after = before_;
    drop(after, "email");
    EXPECT_THAT(told(scan(after)), ElementsAre("vanished email"));

    add(after, "email", Decision::accept);
    const auto back = scan(after);

    ASSERT_THAT(told(back), ElementsAre("changed email"));
    const auto read = catalogue_from_json(to_json(back));
    ASSERT_TRUE(test::succeeded(read));
    EXPECT_EQ(read->tasks.begin()->second.before.at("email")->decided_by, DecidedBy::person);
    EXPECT_EQ(to_json(*read), to_json(back));
    say("email", Decision::accept);
    EXPECT_THAT(scan(before_).tasks, IsEmpty()) << "somebody said it again";
}

TEST_F(RaiseTasks, what_a_person_says_of_a_field_that_is_as_it_was_settles_it) {
    auto after = before_;
    field(after, "email").category = Category("user.name");
    scan(after);
    say("email", Decision::accept);
    field(before_, "email").category = Category("user.contact.email");

    EXPECT_THAT(scan(before_).tasks, IsEmpty());
}

TEST_F(RaiseTasks, has_another_digest_when_anything_that_it_tells_moves) {
    const auto digest = [](const Catalogue& of) {
        return digest_of(of, of.tasks.begin()->second).value();
    };
    auto after = before_;
    add(after, "phone", Decision::accept);
    const auto first = scan(after);
    const auto same = scan(after);
    add(after, "fax", Decision::accept);
    const auto more = scan(after);
    field(after, "fax").decided_by = DecidedBy::person;
    const auto decided = scan(after);

    EXPECT_THAT(digest(first), SizeIs(16));
    EXPECT_EQ(digest(first), digest(same));
    EXPECT_NE(digest(first), digest(more));
    EXPECT_NE(digest(more), digest(decided));
}

TEST_F(RaiseTasks, a_closed_one_comes_back_as_another_when_it_moves_again) {
    auto after = before_;
    add(after, "phone", Decision::accept);
    const auto first = scan(after);
    before_.tasks.clear();
    EXPECT_THAT(scan(after).tasks, IsEmpty());

    add(after, "fax", Decision::accept);
    const auto again = scan(after);

    EXPECT_THAT(told(again), ElementsAre("new fax"));
    EXPECT_NE(id_of(first.tasks.begin()->second), id_of(again.tasks.begin()->second));
}

TEST_F(RaiseTasks, leaves_of_partitioned_collections_raise_none_of_their_own) {
    auto after = before_;
    add(after, "email", Decision::accept, "TEXT", "people_2026");
    for (auto& collection : after.stores[0].collections)
        if (collection.name.name == "people_2026") collection.kind = CollectionKind::partition;

    EXPECT_THAT(scan(after).tasks, IsEmpty());
}

TEST_F(RaiseTasks, is_a_part_of_the_catalogue_only_where_there_are_some) {
    const auto without = to_json(before_);
    EXPECT_EQ(without.find("tasks"), std::string::npos);
    auto after = before_;
    drop(after, "email");
    add(after, "phone", Decision::accept);
    const auto next = scan(after);

    const auto read = catalogue_from_json(to_json(next));

    ASSERT_TRUE(test::succeeded(read));
    EXPECT_EQ(told(*read), told(next));
    EXPECT_EQ(to_json(*read), to_json(next));
}

TEST_F(RaiseTasks, refuses_tasks_that_name_nothing_or_a_thing_twice) {
    const auto with = [](const std::string& tasks) {
        return R"({"stores": [], "fields": [], "tasks": )" + tasks + "}";
    };
    const std::string one = R"({"collection": "a.b.c", "scan": "S-1-1", "fields": [)";
    const std::string field = R"({"field": "d", "before": null})";

    EXPECT_TRUE(test::succeeded(catalogue_from_json(with("[" + one + field + "]}]"))));
    for (const auto& bad :
         {"[" + one + "]}]", "[" + one + field + "," + field + "]}]",
          "[" + one + field + "]}," + one + field + "]}]", std::string("[1]"), std::string("{}"),
          "[" + one +
              R"({"field": "d", "before": {"type": "", "category": null, "personal": true, )"
              R"("decided_by": "nobody"}}]}])"})
        EXPECT_TRUE(test::failed_with(catalogue_from_json(with(bad)), ErrorCode::invalid_argument))
            << bad;
}

}  // namespace
}  // namespace gdprd::policy
