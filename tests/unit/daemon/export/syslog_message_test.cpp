#include "daemon/export/syslog_message.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "daemon/export/cef.hpp"
#include "tests/unit/daemon/export/sample_entries.hpp"

namespace gdprd::daemon {
namespace {

TEST(SyslogMessage, has_the_header_of_rfc_5424_before_the_cef_line) {
    const auto entry = test::sample_entry(audit::EntryType::read, "crm", "main.customers");
    const ExportContext context{"example.org/t", {}};

    EXPECT_EQ(render_syslog(entry, context, "db1.example.org"),
              "<110>1 2026-03-05T14:03:22.123456Z db1.example.org gdprd 3 read [origin "
              "software=\"gdprd\" swVersion=\"" GDPRD_VERSION "\"] " +
                  render_cef(entry, context));
}

TEST(SyslogMessage, fits_the_grammar_whatever_the_entry) {
    // RFC 5424 §6: PRI, VERSION, TIMESTAMP, HOSTNAME, APP-NAME, PROCID, MSGID, SD, MSG
    const std::regex grammar(
        R"(<(\d{1,3})>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z - gdprd \d+ [!-~]{1,32} \[origin [^\]]*\] CEF:0\|[^\n]*)");
    for (const auto& entry : test::entries_of_every_type()) {
        const auto message = render_syslog(entry, {"example.org/t", {}}, "-");
        std::smatch parts;
        ASSERT_TRUE(std::regex_match(message, parts, grammar)) << message;
        EXPECT_EQ(std::stoi(parts[1]) / 8, 13) << "log audit";
    }
}

TEST(SyslogMessage, is_counted_in_octets) {
    EXPECT_EQ(frame_syslog("<110>1 \xC3\xA9"), "9 <110>1 \xC3\xA9");
}

TEST(SyslogMessage, names_no_host_that_the_grammar_does_not_take) {
    EXPECT_EQ(syslog_host("db1"), "db1");
    EXPECT_EQ(syslog_host(""), "-");
    EXPECT_EQ(syslog_host("a b"), "-");
    EXPECT_EQ(syslog_host("d\xC3\xA9"), "-");
    EXPECT_EQ(syslog_host(std::string(256, 'a')), "-");
}

}  // namespace
}  // namespace gdprd::daemon
