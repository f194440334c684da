#include "daemon/ctl/proof_math.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <initializer_list>
#include <string>
#include <vector>

#include "audit/tree.hpp"
#include "config/base/bytes.hpp"
#include "daemon/http/json.hpp"

namespace gdprd::daemon::ctl {
namespace {

namespace json = boost::json;

/// A path in a tree of at most 2^64 leaves; a consistency proof has one hash more.
constexpr std::size_t kProofHashesMax = 65;

Error refused(std::string why) {
    return Error(ErrorCode::corrupt, std::move(why));
}

Result<void> check_members(const json::object& proof,
                           std::initializer_list<std::string_view> names) {
    for (const auto& member : proof)
        if (std::find(names.begin(), names.end(), member.key()) == names.end())
            return refused("the proof has a member that its type does not know");
    for (const auto name : names)
        if (!proof.contains(name)) return refused("the proof lacks " + std::string(name));
    return {};
}

Result<std::uint64_t> number(const json::object& proof, std::string_view name) {
    const auto& value = proof.at(name);
    if (value.is_uint64()) return value.get_uint64();
    if (value.is_int64() && value.get_int64() >= 0)
        return static_cast<std::uint64_t>(value.get_int64());
    return refused(std::string(name) + " is not a whole number from 0 to 2^64 - 1");
}

Result<Hash> hash_of(const json::value& value, std::string_view name) {
    Hash hash{};
    const auto bytes =
        value.is_string() ? base64_decode(value.get_string()) : Result<Bytes>(Bytes{});
    if (!bytes || bytes->size() != hash.size())
        return refused(std::string(name) + " is not 32 bytes in base64");
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

Result<std::vector<Hash>> hashes(const json::object& proof) {
    const auto* list = proof.at("proof").if_array();
    if (!list) return refused("proof is not a list of hashes");
    if (list->size() > kProofHashesMax)
        return refused("the proof is longer than one of any tree can be");
    std::vector<Hash> path;
    path.reserve(list->size());
    for (const auto& item : *list) {
        GDPRD_TRY_ASSIGN(const Hash hash, hash_of(item, "an item of proof"));
        path.push_back(hash);
    }
    return path;
}

Result<void> check_inclusion(const json::object& proof) {
    GDPRD_TRY(check_members(proof, {"type", "index", "size", "leaf_hash", "root", "proof"}));
    audit::LeafPosition position;
    GDPRD_TRY_ASSIGN(position.index, number(proof, "index"));
    GDPRD_TRY_ASSIGN(position.size, number(proof, "size"));
    GDPRD_TRY_ASSIGN(const Hash leaf, hash_of(proof.at("leaf_hash"), "leaf_hash"));
    GDPRD_TRY_ASSIGN(const Hash root, hash_of(proof.at("root"), "root"));
    GDPRD_TRY_ASSIGN(const auto path, hashes(proof));
    if (position.index >= position.size)
        return refused("index is not below size: the tree has no such leaf");
    if (!audit::verify_inclusion(position, leaf, path, root))
        return refused("the leaf and the proof do not lead to the root");
    return {};
}

Result<void> check_consistency(const json::object& proof) {
    GDPRD_TRY(check_members(proof, {"type", "size1", "size2", "root1", "root2", "proof"}));
    audit::TreeHead older;
    audit::TreeHead newer;
    GDPRD_TRY_ASSIGN(older.size, number(proof, "size1"));
    GDPRD_TRY_ASSIGN(newer.size, number(proof, "size2"));
    GDPRD_TRY_ASSIGN(older.root, hash_of(proof.at("root1"), "root1"));
    GDPRD_TRY_ASSIGN(newer.root, hash_of(proof.at("root2"), "root2"));
    GDPRD_TRY_ASSIGN(const auto path, hashes(proof));
    if (older.size == 0) return refused("size1 is 0: every tree goes on from the empty one");
    if (older.size > newer.size) return refused("size1 is above size2");
    if (!audit::verify_consistency(older, newer, path))
        return refused("the proof does not lead from root1 to root2");
    return {};
}

}  // namespace

Result<void> check_proof_math(std::string_view text) {
    const auto parsed = parse_json(text);
    if (!parsed) return refused("the file is not JSON, or nested too deep");
    const auto* proof = parsed->if_object();
    const auto* type = proof ? proof->if_contains("type") : nullptr;
    if (!type || !type->is_string()) return refused("the proof says no type");
    if (type->get_string() == "inclusion") return check_inclusion(*proof);
    if (type->get_string() == "consistency") return check_consistency(*proof);
    return refused("the type is neither inclusion nor consistency");
}

}  // namespace gdprd::daemon::ctl
