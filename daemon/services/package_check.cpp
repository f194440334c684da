#include "daemon/services/package_check.hpp"

#include <boost/json.hpp>
#include <map>

#include "config/base/crypto.hpp"
#include "daemon/services/zip.hpp"
#include "daemon/services/zip_form.hpp"

namespace gdprd::daemon {
namespace json = boost::json;
namespace {

Error bad(const std::string& what) {
    return Error(ErrorCode::corrupt, "the package does not hold: " + what,
                 "ask the controller for the package again");
}

Result<std::map<std::string, std::string>> manifest_digests(const std::string& manifest) {
    boost::system::error_code ec;
    const auto value = json::parse(manifest, ec);
    const auto* object = ec ? nullptr : value.if_object();
    const auto* digests = object == nullptr ? nullptr : object->if_contains("sha256");
    if (digests == nullptr || !digests->is_object()) return bad("manifest.json is malformed");
    std::map<std::string, std::string> out;
    for (const auto& member : digests->as_object()) {
        if (!member.value().is_string()) return bad("manifest.json is malformed");
        out[std::string(member.key())] = std::string(member.value().as_string());
    }
    return out;
}

}  // namespace

Result<CheckedPackage> check_package(BytesView zip, std::string_view vkey) {
    GDPRD_TRY(check_zip_form(zip));
    GDPRD_TRY_ASSIGN(const auto members, read_zip(zip));
    std::map<std::string, const std::string*> by_name;
    for (const auto& member : members) {
        if (!by_name.emplace(member.name, &member.content).second)
            return bad("a member occurs twice");
    }
    if (!by_name.contains("manifest.json") || !by_name.contains("manifest.proof"))
        return bad("manifest.json or manifest.proof is missing");
    CheckedPackage checked;
    GDPRD_TRY_ASSIGN(checked.bundle,
                     verify_proof_bundle(as_bytes(*by_name["manifest.proof"]), vkey));
    if (checked.bundle.manifest != crypto::sha256(as_bytes(*by_name["manifest.json"])))
        return bad("manifest.json is not the one in the trail");
    GDPRD_TRY_ASSIGN(const auto digests, manifest_digests(*by_name["manifest.json"]));
    for (const auto& [name, digest] : digests) {
        const auto found = by_name.find(name);
        if (found == by_name.end()) return bad(name + " is missing");
        if (hex_encode(crypto::sha256(as_bytes(*found->second))) != digest)
            return bad(name + " was changed");
        checked.files.push_back(name);
    }
    if (members.size() != digests.size() + 2)
        return bad("it has members that the manifest does not name");
    return checked;
}

}  // namespace gdprd::daemon
