#include "connectors/files/mail_headers.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "connectors/files/mail_text.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::ptrdiff_t kGroups = 1000;

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref>;

struct Free {
    void operator()(char* text) const { g_free(text); }
};
using Text = std::unique_ptr<char, Free>;

/// Never freed: GMime's own defaults live as long as the process does.
GMimeParserOptions* options() {
    static GMimeParserOptions* const made = [] {
        g_mime_init();
        GMimeParserOptions* const out = g_mime_parser_options_new();
        const char* charsets[] = {"utf-8", "windows-1252", nullptr};
        g_mime_parser_options_set_fallback_charsets(out, charsets);
        return out;
    }();
    return made;
}

std::string clean(const char* text) {
    return text == nullptr ? std::string() : utf8_of_mail(text, "");
}

void add_addresses(InternetAddressList* list, std::size_t most, std::vector<MailAddress>& out) {
    const int count = internet_address_list_length(list);
    for (int i = 0; i < count && out.size() < most; ++i) {
        InternetAddress* const one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            InternetAddressList* const members =
                internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one));
            if (members != nullptr && members != list) add_addresses(members, most, out);
            continue;
        }
        MailAddress address;
        address.name = clean(internet_address_get_name(one));
        address.address = clean(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)));
        if (!address.name.empty() || !address.address.empty()) out.push_back(std::move(address));
    }
}

}  // namespace

std::string decode_mail_text(const std::string& value) {
    const Text decoded(g_mime_utils_header_decode_text(options(), value.c_str()));
    return clean(decoded.get());
}

std::vector<MailAddress> parse_mail_addresses(const std::string& value, std::size_t most) {
    std::vector<MailAddress> out;
    // a group begins with a colon; GMime reads groups within groups by recursion
    if (std::ranges::count(value, ':') > kGroups || std::ranges::count(value, '(') > kGroups)
        return out;
    const Object<InternetAddressList> list(internet_address_list_parse(options(), value.c_str()));
    if (list) add_addresses(list.get(), most, out);
    return out;
}

std::string mail_date(const std::string& value) {
    GDateTime* const local = g_mime_utils_header_decode_date(value.c_str());
    if (local == nullptr) return decode_mail_text(value);
    GDateTime* const utc = g_date_time_to_utc(local);
    g_date_time_unref(local);
    if (utc == nullptr) return decode_mail_text(value);
    const Text text(g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ"));
    g_date_time_unref(utc);
    return text ? std::string(text.get()) : decode_mail_text(value);
}

MailContent parse_mail_content(const std::string& type, const std::string& disposition) {
    MailContent out;
    if (!type.empty()) {
        const Object<GMimeContentType> parsed(g_mime_content_type_parse(options(), type.c_str()));
        if (parsed) {
            const Text name(g_mime_content_type_get_mime_type(parsed.get()));
            const Text lower(g_ascii_strdown(name ? name.get() : "", -1));
            out.type = lower.get();
            out.charset = clean(g_mime_content_type_get_parameter(parsed.get(), "charset"));
            const char* boundary = g_mime_content_type_get_parameter(parsed.get(), "boundary");
            if (boundary != nullptr) out.boundary = boundary;
            // blanks at its end are not its own (RFC 2046, 5.1.1)
            out.boundary.erase(out.boundary.find_last_not_of(" \t") + 1);
            out.name = clean(g_mime_content_type_get_parameter(parsed.get(), "name"));
        }
    }
    if (disposition.empty()) return out;
    const Object<GMimeContentDisposition> parsed(
        g_mime_content_disposition_parse(options(), disposition.c_str()));
    if (!parsed) return out;
    const char* name = g_mime_content_disposition_get_parameter(parsed.get(), "filename");
    if (name != nullptr) out.name = clean(name);
    return out;
}

MailEncoding mail_encoding(std::string_view value) {
    const std::string text(value);
    switch (g_mime_content_encoding_from_string(text.c_str())) {
        case GMIME_CONTENT_ENCODING_BASE64:
            return MailEncoding::base64;
        case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
            return MailEncoding::quoted_printable;
        default:
            return MailEncoding::identity;
    }
}

}  // namespace gdprd::connectors
