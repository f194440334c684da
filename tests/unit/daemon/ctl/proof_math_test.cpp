#include "daemon/ctl/proof_math.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "audit/entry.hpp"
#include "audit/tree.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon::ctl {
namespace {

namespace json = boost::json;
using audit::TreeHead;
using test::failed_with;
using test::succeeded;

/// RFC 9162 §2.1.1 to §2.1.4, word by word, over the leaves "0", "1", ...
class Definition {
  public:
    static Hash leaf(std::uint64_t i) { return audit::leaf_hash(as_bytes(std::to_string(i))); }
    static Hash root(std::uint64_t begin, std::uint64_t end) {
        if (end == begin) return audit::empty_root();
        if (end - begin == 1) return leaf(begin);
        const auto middle = begin + split(end - begin);
        return audit::node_hash(root(begin, middle), root(middle, end));
    }
    static void path(std::uint64_t index, std::uint64_t begin, std::uint64_t end,
                     json::array& out) {
        if (end - begin == 1) return;
        const auto middle = begin + split(end - begin);
        const bool left = index < middle;
        left ? path(index, begin, middle, out) : path(index, middle, end, out);
        out.emplace_back(base64_encode(left ? root(middle, end) : root(begin, middle)));
    }
    static void subproof(std::uint64_t old, std::uint64_t begin, std::uint64_t end, bool whole,
                         json::array& out) {
        if (old == end - begin) {
            if (!whole) out.emplace_back(base64_encode(root(begin, end)));
            return;
        }
        const auto k = split(end - begin);
        if (old <= k) {
            subproof(old, begin, begin + k, whole, out);
            out.emplace_back(base64_encode(root(begin + k, end)));
        } else {
            subproof(old - k, begin + k, end, false, out);
            out.emplace_back(base64_encode(root(begin, begin + k)));
        }
    }

  private:
    static std::uint64_t split(std::uint64_t n) {
        std::uint64_t k = 1;
        while (2 * k < n) k *= 2;
        return k;
    }
};

json::object inclusion(std::uint64_t index, std::uint64_t size) {
    json::array path;
    Definition::path(index, 0, size, path);
    return {{"type", "inclusion"},
            {"index", index},
            {"size", size},
            {"leaf_hash", base64_encode(Definition::leaf(index))},
            {"root", base64_encode(Definition::root(0, size))},
            {"proof", std::move(path)}};
}

json::object consistency(std::uint64_t size1, std::uint64_t size2) {
    json::array path;
    if (size1 > 0) Definition::subproof(size1, 0, size2, true, path);
    return {{"type", "consistency"},
            {"size1", size1},
            {"size2", size2},
            {"root1", base64_encode(Definition::root(0, size1))},
            {"root2", base64_encode(Definition::root(0, size2))},
            {"proof", std::move(path)}};
}

Result<void> check(const json::object& proof) {
    return check_proof_math(json::serialize(proof));
}

TEST(ProofMath, every_proof_of_small_trees_holds) {
    for (std::uint64_t size = 1; size <= 20; ++size) {
        for (std::uint64_t index = 0; index < size; ++index)
            EXPECT_TRUE(succeeded(check(inclusion(index, size)))) << index << " of " << size;
        for (std::uint64_t older = 1; older <= size; ++older)
            EXPECT_TRUE(succeeded(check(consistency(older, size)))) << older << " to " << size;
    }
}

TEST(ProofMath, a_hash_too_many_too_few_or_changed_is_refused) {
    for (const auto& good : {inclusion(5, 13), inclusion(12, 13), consistency(6, 13),
                             consistency(8, 13), consistency(12, 13)}) {
        for (std::size_t at = 0; at < good.at("proof").as_array().size(); ++at) {
            auto changed = good;
            changed["proof"].as_array()[at] = base64_encode(Hash{});
            EXPECT_FALSE(check(changed)) << json::serialize(changed);
            auto shorter = good;
            auto& path = shorter["proof"].as_array();
            path.erase(path.begin() + static_cast<std::ptrdiff_t>(at));
            EXPECT_FALSE(check(shorter)) << json::serialize(shorter);
        }
        auto longer = good;
        longer["proof"].as_array().emplace_back(base64_encode(Hash{}));
        EXPECT_FALSE(check(longer)) << json::serialize(longer);
    }
}

TEST(ProofMath, refuses_what_proves_nothing) {
    EXPECT_FALSE(check(consistency(0, 5)));
    EXPECT_FALSE(check(consistency(0, 0)));
    auto backwards = consistency(3, 5);
    backwards["size1"] = 6;
    EXPECT_FALSE(check(backwards));
    auto same = consistency(5, 5);
    EXPECT_TRUE(succeeded(check(same)));
    same["root2"] = base64_encode(Definition::root(0, 4));
    EXPECT_FALSE(check(same));
    auto outside = inclusion(4, 5);
    outside["index"] = 5;
    EXPECT_FALSE(check(outside));
}

TEST(ProofMath, refuses_other_forms) {
    const auto with = [](std::string_view name, json::value value) {
        auto proof = inclusion(2, 5);
        proof[name] = std::move(value);
        return proof;
    };
    EXPECT_FALSE(check(with("index", -1)));
    EXPECT_FALSE(check(with("index", 2.0)));
    EXPECT_FALSE(check(with("index", "2")));
    EXPECT_FALSE(check(with("leaf_hash", "AAAA")));
    EXPECT_FALSE(check(with("root", nullptr)));
    EXPECT_FALSE(check(with("proof", json::object{})));
    EXPECT_FALSE(check(with("more", 1)));
    EXPECT_FALSE(check(with("type", "other")));
    auto lacking = inclusion(2, 5);
    lacking.erase("root");
    EXPECT_FALSE(check(lacking));
    for (const auto* text : {"", "[]", "{}", "{\"type\":1}", "{", "nothing"})
        EXPECT_TRUE(failed_with(check_proof_math(text), ErrorCode::corrupt)) << text;
}

}  // namespace
}  // namespace gdprd::daemon::ctl
