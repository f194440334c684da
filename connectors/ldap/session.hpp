#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "connectors/call.hpp"
#include "connectors/ldap/errors.hpp"
#include "connectors/ldap/server_url.hpp"
#include "connectors/settings.hpp"

// the library's own names
struct ldap;
struct ldapmsg;

namespace gdprd::connectors {

/// An entry as the server gives it. Values are a person's: they go into cells or back to the
/// server, and nowhere else.
struct LdapEntry {
    std::string dn;
    std::string uuid;     ///< entryUUID (RFC 4530)
    std::string version;  ///< entryCSN: another one after every change
    /// By attribute description in small letters; and how the server writes the description.
    std::map<std::string, std::vector<std::string>> values;
    std::map<std::string, std::string> written;
};

struct LdapSearch {
    enum class Scope : unsigned char { entry, tree };
    std::string base;
    Scope scope = Scope::tree;
    std::string filter;
    std::vector<std::string> attributes;  ///< "*" for all of users; entryUUID and entryCSN besides
};

/// An attribute and the values that it has from now on; none: the attribute goes.
struct LdapReplacement {
    std::string attribute;
    std::vector<std::string> values;
};

/// One connection to a directory. It is opened by the first call that needs it, and again when the
/// server has ended it meanwhile. Never follows a referral nor an alias. Each page of a search, and
/// each change, has statement_timeout; cancelling takes at most a tenth of a second.
class LdapSession {
  public:
    /// `settings` and `call` must outlive it.
    LdapSession(const StoreSettings& settings, LdapServerUrl server, Call& call);
    ~LdapSession();
    LdapSession(const LdapSession&) = delete;
    LdapSession& operator=(const LdapSession&) = delete;

    /// Connects, protects and binds, unless the connection at hand still stands.
    Result<void> open(OffLoop off_loop);
    void close() noexcept;

    using Sink = std::function<Result<bool>(LdapEntry&& entry)>;
    /// Hands over what matches, page by page (RFC 2696), until the sink says false. What does not
    /// exist is nothing for a search of one entry, else `not_found`.
    Result<void> search(OffLoop off_loop, const LdapSearch& search, const Sink& sink);
    /// Both do it only while `assertion` holds of the entry (RFC 4528), else `stale`.
    Result<void> erase(OffLoop off_loop, const std::string& dn, const std::string& assertion);
    Result<void> replace(OffLoop off_loop, const std::string& dn,
                         const std::vector<LdapReplacement>& changes, const std::string& assertion);
    /// Takes one value away; false: it was not there.
    Result<bool> remove_value(OffLoop off_loop, const std::string& dn, const std::string& attribute,
                              const std::string& value, const std::string& assertion);

    /// How many times the server named another server to look into, in the last search.
    [[nodiscard]] std::uint64_t referrals() const noexcept { return referrals_; }

  private:
    /// How an operation ended.
    struct Ended {
        int code = 0;
        std::string words;   ///< the server's: they may hold values
        std::string cookie;  ///< of a page that more follow
        bool over = false;
        bool enough = false;  ///< the sink wants no more
    };
    struct Unbind {
        void operator()(ldap* handle) const noexcept;
    };

    Result<void> connect();
    Result<void> set_options();
    Result<void> protect();
    Result<void> bind();
    /// Reads what comes for the operation until its end; entries go to `sink`.
    Result<Ended> receive(int message, LdapPurpose purpose, const Sink* sink);
    Result<bool> take(ldapmsg* message, LdapPurpose purpose, const Sink* sink, Ended& ended);
    Result<LdapEntry> entry_of(ldapmsg* message) const;
    Result<bool> search_page(const LdapSearch& search, std::string& cookie, const Sink& sink);
    Result<Ended> changed(int code, int message, LdapPurpose purpose);
    [[nodiscard]] Error failed(int code, LdapPurpose purpose, const std::string& detail = {});
    [[nodiscard]] bool stands() const noexcept;

    const StoreSettings* settings_;
    LdapServerUrl server_;
    Call* call_;
    std::unique_ptr<ldap, Unbind> handle_;
    std::uint64_t referrals_ = 0;
};

}  // namespace gdprd::connectors
