// SQLite keeps 12, '12' and x'3132' apart in a field without a type: three people's keys.
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

class UntypedKeysTest : public RequestWorld {
  protected:
    void SetUp() override {
        RequestWorld::SetUp();
        create_store("desk",
                     "CREATE TABLE people (id UNIQUE, email TEXT, last_name TEXT, card REFERENCES"
                     " cards(id));"
                     "CREATE TABLE cards (id UNIQUE, iban TEXT, owner_last_name TEXT);"
                     "CREATE TABLE parcels (no INTEGER PRIMARY KEY, person REFERENCES people(id),"
                     " delivery_address TEXT);"
                     "INSERT INTO cards VALUES (7,'NL91ABNA0417164300','Quistgaard'),"
                     "('7','DE89370400440532013000','Adeyemi'),"
                     "(x'37','FR1420041010050500013M02606','Berg');"
                     "INSERT INTO people VALUES (12,'maja.quistgaard@mail.example','Quistgaard',7),"
                     "('12','olu@mail.example','Adeyemi','7'),"
                     "(x'3132','ida@mail.example','Berg',x'37');"
                     "INSERT INTO parcels VALUES (1,12,'Rue A 1'),(2,'12','Rue B 2'),"
                     "(3,x'3132','Rue C 3'),(4,12,'Rue D 4');");
    }
};

TEST_F(UntypedKeysTest, keep_the_rows_of_three_people_apart) {
    const auto id = planned_request(Right::erasure);
    decide_all(id, policy::MatchVerdict::accepted);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    run(id);

    EXPECT_EQ(count("desk", "SELECT count(*) FROM people WHERE typeof(id) = 'integer'"), 0);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM people"), 2);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM parcels WHERE typeof(person) = 'integer'"), 0);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM parcels"), 2);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM cards"), 2);
}

TEST_F(UntypedKeysTest, still_lead_where_only_one_row_has_the_bytes) {
    create_store("desk",
                 "DELETE FROM parcels WHERE no <> 2; DELETE FROM people WHERE typeof(id) <> "
                 "'integer';");
    const auto id = planned_request(Right::erasure);
    decide_all(id, policy::MatchVerdict::accepted);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    run(id);

    EXPECT_EQ(count("desk", "SELECT count(*) FROM parcels"), 0);
}

}  // namespace
}  // namespace gdprd::daemon::test
