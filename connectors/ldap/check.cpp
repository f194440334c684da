#include "connectors/ldap/check.hpp"

namespace gdprd::connectors {

namespace {

using Severity = CheckFinding::Severity;

std::string counted(std::uint64_t count, const char* one, const char* more) {
    return std::to_string(count) + (count == 1 ? one : more);
}

void tell_entries(const LdapUse& use, std::vector<CheckFinding>& out) {
    std::string classes;
    std::uint64_t entries = 0;
    for (const auto& [name, of] : use) {
        entries += of.entries;
        classes += (classes.empty() ? "" : ", ") + name + " (" + std::to_string(of.entries) + ")";
    }
    if (entries == 0) {
        out.push_back({Severity::problem, "no entry is seen below base",
                       "see that base, filter and object_classes are right, and that bind_dn may "
                       "read"});
        return;
    }
    out.push_back({Severity::ok, counted(entries, " entry: ", " entries: ") + classes, ""});
}

void tell_connection(const StoreSettings& settings, const LdapServerUrl& url,
                     std::vector<CheckFinding>& out) {
    if (url.protection == LdapProtection::none && !url.local)
        out.push_back({Severity::warning,
                       "the connection is not protected: names, values and the password can be "
                       "read and changed on the way",
                       "leave tls out"});
    if (settings.bind_dn.empty() && !url.unix_socket)
        out.push_back({Severity::warning, "gdprd asks as nobody (anonymous)",
                       "give the store a bind_dn and a password: what the directory hides from "
                       "others stays unseen"});
}

}  // namespace

std::vector<CheckFinding> check_directory(const StoreSettings& settings, const LdapServerUrl& url,
                                          const LdapServer& server, const LdapLayout& layout,
                                          std::uint64_t referrals) {
    std::vector<CheckFinding> out;
    tell_entries(layout.use(), out);
    tell_connection(settings, url, out);
    if (!server.asserts)
        out.push_back(
            {Severity::problem,
             "the server does not compare an entry before it changes it (RFC 4528)",
             "nothing is erased there: a change that others made meanwhile would be lost"});
    if (!server.pages)
        out.push_back({Severity::warning, "the server gives no pages (RFC 2696)",
                       "its limit of sizes ends a search of many entries"});
    if (server.schema.unread() > 0)
        out.push_back({Severity::warning,
                       counted(server.schema.unread(), " definition", " definitions") +
                           " of the server's schema cannot be read",
                       "what they define is taken for text"});
    if (referrals > 0)
        out.push_back({Severity::warning,
                       counted(referrals, " part", " parts") +
                           " of the tree below base are on other servers, which are not asked",
                       "make a store of each of them"});
    out.push_back({Severity::warning,
                   "no transactions: each entry is a step of its own, compared by the server when "
                   "it is changed",
                   "an entry that others changed after the plan is left as it is, and told"});
    return out;
}

}  // namespace gdprd::connectors
