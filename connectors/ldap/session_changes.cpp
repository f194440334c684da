#include <ldap.h>

#include <array>

#include "connectors/ldap/foreign.hpp"
#include "connectors/ldap/pipe_signal.hpp"
#include "connectors/ldap/session.hpp"

namespace gdprd::connectors {

namespace {

/// The values of one change, in the form that libldap takes; borrows from it.
class Modification {
  public:
    Modification(int how, const std::string& attribute, const std::vector<std::string>& values) {
        for (const std::string& value : values) bytes_.push_back(borrowed(value));
        for (berval& one : bytes_) pointers_.push_back(&one);
        pointers_.push_back(nullptr);
        change_.mod_op = how | LDAP_MOD_BVALUES;
        change_.mod_type = const_cast<char*>(attribute.c_str());
        change_.mod_bvalues = values.empty() ? nullptr : pointers_.data();
    }
    LDAPMod* get() noexcept { return &change_; }

  private:
    std::vector<berval> bytes_;
    std::vector<berval*> pointers_;
    LDAPMod change_{};
};

Result<LdapControl> assertion_control(LDAP* handle, const std::string& assertion) {
    LDAPControl* raw = nullptr;
    std::string filter = assertion;
    const int code = ldap_create_assertion_control(handle, filter.data(), 1, &raw);
    if (code != LDAP_SUCCESS) return ldap_error(code, LdapPurpose::change, {});
    return LdapControl(raw);
}

}  // namespace

Result<LdapSession::Ended> LdapSession::changed(int code, int message, LdapPurpose purpose) {
    if (code != LDAP_SUCCESS) return failed(code, purpose);
    return receive(message, purpose, nullptr);
}

Result<void> LdapSession::erase(OffLoop /*off_loop*/, const std::string& dn,
                                const std::string& assertion) {
    const PipeSignalHeld held;
    GDPRD_TRY_ASSIGN(const LdapControl only_if, assertion_control(handle_.get(), assertion));
    std::array<LDAPControl*, 2> controls{only_if.get(), nullptr};
    int message = 0;
    call_->start_statement(settings_->statement_timeout);
    const int code = ldap_delete_ext(handle_.get(), dn.c_str(), controls.data(), nullptr, &message);
    GDPRD_TRY_ASSIGN(const Ended ended, changed(code, message, LdapPurpose::erase));
    if (ended.code == LDAP_SUCCESS) return {};
    return failed(ended.code, LdapPurpose::erase, ended.words);
}

Result<void> LdapSession::replace(OffLoop /*off_loop*/, const std::string& dn,
                                  const std::vector<LdapReplacement>& changes,
                                  const std::string& assertion) {
    const PipeSignalHeld held;
    GDPRD_TRY_ASSIGN(const LdapControl only_if, assertion_control(handle_.get(), assertion));
    std::array<LDAPControl*, 2> controls{only_if.get(), nullptr};
    std::vector<std::unique_ptr<Modification>> kept;
    std::vector<LDAPMod*> all;
    for (const LdapReplacement& one : changes) {
        kept.push_back(std::make_unique<Modification>(LDAP_MOD_REPLACE, one.attribute, one.values));
        all.push_back(kept.back()->get());
    }
    all.push_back(nullptr);
    int message = 0;
    call_->start_statement(settings_->statement_timeout);
    const int code =
        ldap_modify_ext(handle_.get(), dn.c_str(), all.data(), controls.data(), nullptr, &message);
    GDPRD_TRY_ASSIGN(const Ended ended, changed(code, message, LdapPurpose::change));
    if (ended.code == LDAP_SUCCESS) return {};
    return failed(ended.code, LdapPurpose::change, ended.words);
}

Result<bool> LdapSession::remove_value(OffLoop /*off_loop*/, const std::string& dn,
                                       const std::string& attribute, const std::string& value,
                                       const std::string& assertion) {
    const PipeSignalHeld held;
    GDPRD_TRY_ASSIGN(const LdapControl only_if, assertion_control(handle_.get(), assertion));
    std::array<LDAPControl*, 2> controls{only_if.get(), nullptr};
    const std::vector<std::string> values{value};
    Modification change(LDAP_MOD_DELETE, attribute, values);
    std::array<LDAPMod*, 2> all{change.get(), nullptr};
    int message = 0;
    call_->start_statement(settings_->statement_timeout);
    const int code =
        ldap_modify_ext(handle_.get(), dn.c_str(), all.data(), controls.data(), nullptr, &message);
    GDPRD_TRY_ASSIGN(const Ended ended, changed(code, message, LdapPurpose::change));
    if (ended.code == LDAP_NO_SUCH_ATTRIBUTE) return false;
    if (ended.code == LDAP_SUCCESS) return true;
    return failed(ended.code, LdapPurpose::change, ended.words);
}

}  // namespace gdprd::connectors
