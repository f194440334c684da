#include "daemon/services/audit_bundle.hpp"

#include <boost/json.hpp>

#include "daemon/services/zip.hpp"
#include "tests/unit/daemon/services/event_world.hpp"

namespace gdprd::daemon::test {
namespace {

namespace json = boost::json;

/// A bundle of events of other systems: without a subject, of one, and of two.
class AuditBundle : public EventWorld {
  protected:
    void SetUp() override {
        EventWorld::SetUp();
        of_nobody_ = taken(event("1")).index;
        of_one_ = taken(event("2", {{"email", "ann@mail.example"}})).index;
        of_two_ =
            taken(event("3", {{"email", "ann@mail.example"}, {"email", "bob@mail.example"}})).index;
    }

    std::vector<ZipMember> bundle(BundleKeys keys) {
        BundleOrder order;
        order.entries = {of_nobody_, of_one_, of_two_};
        order.criteria = "{}";
        order.keys = keys;
        const auto made = make_audit_bundle(off_, *trail_, order, clock_.now());
        EXPECT_TRUE(succeeded(made));
        const auto members = made ? read_zip(made->zip) : Result<std::vector<ZipMember>>(Error());
        EXPECT_TRUE(succeeded(members));
        return members ? *members : std::vector<ZipMember>{};
    }

    Result<CheckedBundle> check(const std::vector<ZipMember>& members) {
        const auto zip = make_zip(members, clock_.now());
        EXPECT_TRUE(succeeded(zip));
        return check_audit_bundle(*zip, trail_->vkey());
    }

    /// With members of one entry's file as given, or taken out where they are undefined.
    static std::vector<ZipMember> with(std::vector<ZipMember> members, EntryIndex index,
                                       const json::object& changes) {
        const auto name = "entries/" + std::to_string(index.value()) + ".json";
        for (auto& member : members) {
            if (member.name != name) continue;
            auto file = json::parse(member.content).as_object();
            for (const auto& [key, value] : changes) file[key] = value;
            member.content = json::serialize(file);
        }
        return members;
    }
    static json::object file(const std::vector<ZipMember>& members, EntryIndex index) {
        const auto name = "entries/" + std::to_string(index.value()) + ".json";
        for (const auto& member : members)
            if (member.name == name) return json::parse(member.content).as_object();
        return {};
    }

    void expect_refused(const std::vector<ZipMember>& members, std::string_view why) {
        const auto checked = check(members);
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code(), ErrorCode::corrupt);
        EXPECT_NE(checked.error().message().find(why), std::string::npos)
            << checked.error().message();
    }

    EntryIndex of_nobody_, of_one_, of_two_;
};

TEST_F(AuditBundle, says_how_much_of_each_entry_is_proven) {
    const auto with_keys = check(bundle(BundleKeys::given));
    const auto without = check(bundle(BundleKeys::withheld));

    ASSERT_TRUE(succeeded(with_keys));
    EXPECT_EQ(with_keys->read_but_payload, 1U);  // of_one_
    EXPECT_EQ(with_keys->read + 1, with_keys->entries.size());
    EXPECT_EQ(with_keys->text + with_keys->told, 0U);
    ASSERT_TRUE(succeeded(without));
    EXPECT_EQ(without->told, 3U);
    EXPECT_EQ(without->read + without->read_but_payload + without->text, 0U);
}

TEST_F(AuditBundle, refuses_text_for_a_payload_that_is_sealed_for_one_person) {
    const json::object text{{"by", "token:feeder"}, {"id", "2"}};
    for (const auto keys : {BundleKeys::given, BundleKeys::withheld}) {
        const auto good = bundle(keys);
        EXPECT_EQ(file(good, of_one_).at("payload_state"), "sealed");
        EXPECT_TRUE(file(good, of_one_).at("payload").is_null());
        expect_refused(with(good, of_one_, {{"payload", text}}), "payload is told wrongly");
    }
    const auto good = bundle(BundleKeys::given);
    expect_refused(with(good, of_one_, {{"payload", text}, {"payload_state", "present"}}),
                   "sealed for one person is told wrongly");
    // Nor the other way: text that the key opens is not kept back as if it were sealed.
    expect_refused(with(good, of_nobody_, {{"payload", nullptr}, {"payload_state", "sealed"}}),
                   "sealed for one person is told wrongly");
}

TEST_F(AuditBundle, refuses_words_that_are_not_those_under_the_key_of_the_epoch) {
    const auto good = bundle(BundleKeys::given);

    for (const auto* name : {"store", "collection", "actor", "purpose", "request"})
        expect_refused(with(good, of_one_, {{name, "another"}}), "is another");
    expect_refused(with(good, of_one_, {{"actor", nullptr}}), "actor is another");
    expect_refused(with(good, of_one_, {{"fields", json::array{"iban"}}}), "fields is another");
    expect_refused(with(good, of_one_, {{"type", "write"}}), "envelope says something else");
    expect_refused(with(good, of_one_, {{"rows", 3}}), "envelope says something else");
    expect_refused(with(good, of_nobody_, {{"payload", json::object{{"id", "1"}}}}),
                   "payload says something else");
    auto rows = file(good, of_two_).at("payload").as_object();
    rows["rows"].as_array().pop_back();
    expect_refused(with(good, of_two_, {{"payload", rows}}), "payload says something else");
}

TEST_F(AuditBundle, marks_what_another_system_reported_and_proves_the_mark) {
    const auto good = bundle(BundleKeys::given);

    EXPECT_EQ(file(good, of_one_).at("reported"), true);
    EXPECT_EQ(file(bundle(BundleKeys::withheld), of_one_).at("reported"), true);
    expect_refused(with(good, of_one_, {{"reported", false}}), "envelope says something else");
    expect_refused(with(good, of_one_, {{"reported", nullptr}}), "envelope says something else");
    const auto definition = json::parse(good[5].content).at("entries").as_array().front();
    const EntryIndex own(definition.to_number<std::uint64_t>());
    EXPECT_EQ(file(good, own).at("reported"), false);
    expect_refused(with(good, own, {{"reported", true}}), "envelope says something else");
}

TEST_F(AuditBundle, refuses_a_key_that_the_trail_did_not_log) {
    auto members = bundle(BundleKeys::given);
    auto& listing = members[5];
    ASSERT_EQ(listing.name, "bundle.json");
    auto parsed = json::parse(listing.content).as_object();
    auto& key = parsed["keys"].as_array().front().as_object();

    auto wrong = key;
    wrong["key"] = std::string(64, '0');
    parsed["keys"].as_array().front() = wrong;
    listing.content = json::serialize(parsed);
    expect_refused(members, "does not open with the key given");
    wrong = key;
    wrong["key_entry"] = of_one_.value();
    wrong["key"] = json::parse(bundle(BundleKeys::given)[5].content).at("keys").at(0).at("key");
    parsed["keys"].as_array().front() = wrong;
    listing.content = json::serialize(parsed);
    expect_refused(members, "the key of epoch");
    parsed["keys"] = json::array{json::object{{"epoch", 1}}};
    listing.content = json::serialize(parsed);
    expect_refused(members, "malformed");
}

}  // namespace
}  // namespace gdprd::daemon::test
