#include "daemon/services/earlier_packages.hpp"

#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

class EarlierPackagesTest : public RequestWorld {
  protected:
    RequestId request_of(Right right, const std::string& type, const std::string& value) {
        NewRequest letter;
        letter.right = right;
        letter.identifiers = {{policy::IdentifierType(type), Personal<std::string>(value)}};
        const auto record = requests_->create(off_, letter, dpo_);
        EXPECT_TRUE(succeeded(record));
        const auto id = record ? record->id : RequestId();
        EXPECT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
        return id;
    }
    std::vector<std::string> notes(const RequestId& id) {
        const auto plan = requests_->find_plan(off_, id);
        EXPECT_TRUE(succeeded(plan));
        std::vector<std::string> out;
        if (!plan) return out;
        for (const auto& note : plan->notes)
            if (note.starts_with("the access package of request")) out.push_back(note);
        return out;
    }
    std::vector<KeptPackage> kept(const RequestId& id) {
        const auto view = requests_->show(off_, id);
        EXPECT_TRUE(succeeded(view));
        return view ? view->kept_packages : std::vector<KeptPackage>();
    }
};

TEST_F(EarlierPackagesTest, an_erasure_tells_the_package_of_the_same_person_and_its_day) {
    const auto access = planned_request(Right::access);
    ASSERT_EQ(run(access), RequestState::completed);
    const auto closed = requests_->show(off_, access)->record.closed_at;
    ASSERT_TRUE(closed.has_value());
    const Date day = date_in(find_zone("Europe/Paris").value(), *closed + std::chrono::days(30));

    const auto erasure = request_of(Right::erasure, "email", "maja.quistgaard@mail.example");

    ASSERT_EQ(notes(erasure).size(), 1U);
    EXPECT_EQ(notes(erasure).front(), "the access package of request " + access.value() +
                                          " holds data of this person and is destroyed on " +
                                          format_date(day));
    approve(erasure);
    ASSERT_EQ(run(erasure), RequestState::completed);
    ASSERT_EQ(kept(erasure).size(), 1U);
    EXPECT_EQ(kept(erasure).front().request, access);
    EXPECT_EQ(kept(erasure).front().until, day);
    clock_.advance(std::chrono::days(31));
    ASSERT_TRUE(succeeded(requests_->sweep(off_)));
    EXPECT_TRUE(kept(erasure).empty());
}

TEST_F(EarlierPackagesTest, a_package_of_somebody_else_is_not_told) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto other = request_of(Right::access, "email", "olu@mail.example");
    ASSERT_EQ(run(other), RequestState::completed);

    const auto erasure = request_of(Right::erasure, "email", "maja.quistgaard@mail.example");

    EXPECT_TRUE(notes(erasure).empty());
    EXPECT_TRUE(kept(erasure).empty());
}

TEST_F(EarlierPackagesTest, one_that_is_open_is_kept_as_long_as_it_is) {
    EXPECT_EQ(to_text({RequestId("R-2026-0007"), std::nullopt}),
              "the access package of request R-2026-0007 holds data of this person and is kept as "
              "long as that request is open");
}

TEST_F(EarlierPackagesTest, an_office_address_points_at_nobody) {
    const std::vector<policy::Seed> letter{
        {policy::IdentifierType("email"), Personal<std::string>("info@mail.example")},
        {policy::IdentifierType("email"), Personal<std::string>("ann@mail.example")},
        {policy::IdentifierType("name"), Personal<std::string>("Ann Smith")}};
    EXPECT_EQ(pointers_at(letter, {}).size(), 1U);
}

}  // namespace
}  // namespace gdprd::daemon::test
