#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.hpp"
#include "connectors/files/mail_headers.hpp"
#include "connectors/files/mail_text.hpp"
#include "connectors/files/mailbox_splitter.hpp"
#include "tests/support/mailboxes.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using gdprd::test::failed_with;
using gdprd::test::Message;
using gdprd::test::read_mailbox;
using gdprd::test::succeeded;
using gdprd::test::TextSource;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kFromAda = "From ada@example.org Mon Nov 23 10:00:00 2026\n";

std::vector<Message> messages(std::string_view mailbox) {
    auto read = read_mailbox(mailbox);
    EXPECT_TRUE(succeeded(read));
    if (!read) return {};
    // whatever pieces the bytes come in
    const auto again = read_mailbox(mailbox, 7);
    EXPECT_TRUE(succeeded(again) && *again == *read);
    return std::move(*read);
}

/// The only message of a mailbox.
Message message(std::string_view text) {
    auto all = messages(std::string(kFromAda) + std::string(text));
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Message{} : all.front();
}

/// The pieces of each message, as they stand in the file.
std::vector<std::string> split(std::string_view mailbox) {
    const Call call;
    MailboxSplitter splitter(std::make_unique<TextSource>(mailbox), call);
    std::vector<std::string> out(1);
    for (;;) {
        const auto piece = splitter.next();
        EXPECT_TRUE(succeeded(piece));
        if (!piece || !*piece) return out;
        if ((*piece)->begins_message) out.emplace_back();
        out.back() += (*piece)->text;
    }
}

TEST(Mailbox, cuts_where_messages_begin_and_keeps_every_byte) {
    const std::string first = "From a@x Mon Nov 23 10:00:00 2026\nSubject: 1\n\nHello\n\n";
    const std::string second = "From b@x Mon Nov 23 10:00:01 2026\r\nSubject: 2\r\n\r\nHi\r\n\r\n";
    const std::string third = "From c@x Mon Nov 23 10:00:02 2026 +0100\nSubject: 3\n\nno end";

    EXPECT_THAT(split(first + second + third), ElementsAre("", first, second, third));
    EXPECT_THAT(split("\n\n" + first), ElementsAre("\n\n", first));
    EXPECT_THAT(split(""), ElementsAre(""));
}

TEST(Mailbox, tells_lines_of_a_body_from_the_begin_of_a_message) {
    for (const std::string body : {
             "From now on\n",                                 // no date, no header behind it
             "\nFrom now on I write\nmore\n",                 // behind an empty line too
             "x\nFrom a@x Mon Nov 23 10:00:00 2026\nmore\n",  // a date, and no header
             "\n>From a@x Mon Nov 23 10:00:00 2026\nSubject: quoted\n",
             "\n>>From a@x Mon Nov 23 10:00:00 2026\nSubject: quoted twice\n",
             "\nfrom a@x Mon Nov 23 10:00:00 2026\nSubject: no\n",
             "\n From a@x Mon Nov 23 10:00:00 2026\nSubject: no\n",
         }) {
        const std::string mailbox = std::string(kFromAda) + "Subject: s\n\n" + body;
        EXPECT_THAT(split(mailbox), ElementsAre("", mailbox)) << body;
    }
}

TEST(Mailbox, finds_messages_of_programs_that_leave_things_out) {
    const std::string first = std::string(kFromAda) + "Subject: 1\n\nbody\n";
    for (const std::string second : {
             "From b@x Mon Nov 23 10:00:01 2026\nSubject: 2\n\n",  // no empty line before
             "\nFrom ???@???\nSubject: 2\n\n",                     // no date
             "\nFrom - Mon Nov 23 10:00 2026\nno header\n",        // no seconds, no header
         })
        EXPECT_EQ(split(first + second).size(), 3U) << second;
}

TEST(Mailbox, refuses_what_is_none) {
    for (const std::string_view text : {"Subject: a\n\nFrom x\n", "PK\x03\x04", "x"})
        EXPECT_TRUE(failed_with(read_mailbox(text), ErrorCode::invalid_argument)) << text;
    EXPECT_TRUE(messages("").empty());
    EXPECT_TRUE(messages("\n\r\n").empty());
}

TEST(Mailbox, shows_a_message_as_a_row) {
    const Message row = message(
        "Received: from mx by store; Mon, 23 Nov 2026 10:00:00 +0000\n"
        "FROM: =?utf-8?B?TcO8bGxlciwgQWRh?= <ada@example.org>\n"
        "To: \"Example, Bob\" <bob@example.com>, eve@example.com\n"
        "cc: Team: one@example.com, \"two\"@example.com;\n"
        "Reply-To: ada+reply@example.org\n"
        "Subject: =?iso-8859-1?Q?Gr=FC=DFe?=\n"
        "  folded\n"
        "Date: Mon, 23 Nov 2026 12:30:00 +0200\n"
        "Message-ID: <1@example.org>\n"
        "In-Reply-To: <0@example.org>\n"
        "Status: RO\n"
        "Content-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n"
        "\n"
        "Sch=F6ne Gr=FC=\n"
        "=DFe\n"
        ">From here\n\n");

    EXPECT_EQ(row.at("envelope_sender"), "ada@example.org");
    EXPECT_EQ(row.at("from.address"), "ada@example.org");
    EXPECT_EQ(row.at("from.name"), "Müller, Ada");
    EXPECT_EQ(row.at("to.address"), "bob@example.com");
    EXPECT_EQ(row.at("to.name"), "Example, Bob");
    EXPECT_EQ(row.at("to_2.address"), "eve@example.com");
    EXPECT_EQ(row.at("cc.address"), "one@example.com");
    EXPECT_THAT(row.at("cc_2.address"), HasSubstr("two"));
    EXPECT_EQ(row.at("reply_to.address"), "ada+reply@example.org");
    EXPECT_EQ(row.at("subject"), "Grüße  folded");
    EXPECT_EQ(row.at("date"), "2026-11-23T10:30:00Z");
    EXPECT_EQ(row.at("message_id"), "1@example.org");
    EXPECT_EQ(row.at("in_reply_to"), "0@example.org");
    EXPECT_EQ(row.at("body"), "Schöne Grüße\nFrom here");
    EXPECT_THAT(row.at("other_headers"), HasSubstr("Received: from mx by store"));
    EXPECT_FALSE(row.contains("cut"));
    EXPECT_EQ(row.at("message_digest").size(), 64U);
}

TEST(Mailbox, decodes_the_parts_of_a_message) {
    const Message row = message(
        "From: a@example.org\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=\"out\"\n\nNobody sees this ada@preamble.example\n"
        "--out\nContent-Type: multipart/alternative; boundary=in\n\n"
        "--in\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "TWFpbCBldmVAZXhhbXBs\nZS5jb20=\n"
        "--in\nContent-Type: text/html; charset=utf-8\n\n"
        "<p>Mail <a href=\"mailto:eve@example.com\">Eve &amp; co</a><br>&#x45;nd</p>\n"
        "--in--\n"
        "--out\nContent-Type: application/pdf; name=\"=?utf-8?Q?Vertrag_M=C3=BCller.pdf?=\"\n"
        "Content-Transfer-Encoding: base64\n\nJVBERi0=\n"
        "--out\nContent-Type: message/rfc822\n\n"
        "From: forwarded@example.net\nSubject: =?utf-8?Q?alt=C3=A9?=\n\nold text\n"
        "--out--\nbehind\n");

    EXPECT_EQ(row.at("from.address"), "a@example.org");
    EXPECT_THAT(row.at("body"), HasSubstr("Mail eve@example.com"));
    EXPECT_THAT(row.at("body"), HasSubstr("From: forwarded@example.net"));
    EXPECT_THAT(row.at("body"), HasSubstr("Subject: alté"));
    EXPECT_THAT(row.at("body"), HasSubstr("old text"));
    EXPECT_THAT(row.at("body_html"), HasSubstr("Eve & co"));
    EXPECT_THAT(row.at("body_html"), HasSubstr("mailto:eve@example.com"));
    EXPECT_THAT(row.at("body_html"), HasSubstr("End"));
    EXPECT_THAT(row.at("attachments"), HasSubstr("Vertrag Müller.pdf"));
    EXPECT_THAT(row.at("body"), Not(HasSubstr("PDF")));
}

TEST(Mailbox, decodes_parts_whose_boundary_follows_the_header_at_once) {
    const Message row = message(
        "Content-Type: multipart/mixed; boundary=b\n--b\nContent-Type: text/plain\n"
        "Content-Transfer-Encoding: base64\n\nYWRhQGV4YW1wbGUub3Jn\n--b--\n");
    EXPECT_THAT(row.at("body"), HasSubstr("ada@example.org"));
}

TEST(Mailbox, knows_a_boundary_with_blanks_behind_it) {
    for (const char* boundary : {"b", "\"b\"", "\"b  \"", "\"b\t\""}) {
        const Message row =
            message("Content-Type: multipart/mixed; boundary=" + std::string(boundary) +
                    "\n\n--b \t\nContent-Transfer-Encoding: base64\n\n"
                    "YWRhQGV4YW1wbGUub3Jn\n--b-- \t \nbehind\n");
        EXPECT_EQ(row.at("body"), "ada@example.org") << boundary;
    }
}

TEST(Mailbox, shows_the_text_of_a_multipart_that_is_never_opened) {
    const std::string header = "Content-Type: multipart/mixed; boundary=";
    EXPECT_EQ(message(header + "other\n\n--b\n\nada@example.org\n").at("body"),
              "--b\n\nada@example.org");
    EXPECT_EQ(message(header + "b\n\nada@example.org\n--b--\nbehind\n").at("body"),
              "ada@example.org")
        << "closed before it was opened";
    EXPECT_THAT(
        message(header + "out\n\nbefore\n--out\n" + header + "in\n\nada@example.org\n--out--\n")
            .at("body"),
        testing::AllOf(HasSubstr("ada@example.org"), Not(HasSubstr("before"))));
    EXPECT_FALSE(message(header + "b\n\nnobody sees this\n--b\n\n--b--\n").contains("body"));
}

TEST(Mailbox, reads_what_stands_behind_a_zero_byte) {
    std::string text = "From: x@example.com\nTo: y@example.de";
    text += '\0';
    text += ", ada@example.org\n\nhi\n";
    EXPECT_EQ(message(text).at("to_2.address"), "ada@example.org");
}

TEST(Mailbox, understands_lines_that_end_as_on_the_wire) {
    const Message row = message(
        "From: a@example.org\r\nSubject: one\r\n two\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Transfer-Encoding: BASE64\r\n\r\nSGFsbG8=\r\n--b--\r\n");

    EXPECT_EQ(row.at("subject"), "one two");
    EXPECT_EQ(row.at("body"), "Hallo");
}

TEST(Mailbox, reads_messages_that_were_cut_off) {
    EXPECT_EQ(message("From: a@example.org").at("from.address"), "a@example.org");
    EXPECT_EQ(message("").size(), 2U) << "the digest and who sent it";
    EXPECT_EQ(message("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                      "Content-Transfer-Encoding: base64\n\nSGFsbG8")
                  .at("body"),
              "Hallo");
    EXPECT_EQ(message("no header at all\n").at("body"), "no header at all");
}

TEST(Mailbox, keeps_texts_of_unknown_encodings) {
    EXPECT_EQ(message("Content-Type: text/plain; charset=x-nobody\n\nM\xfcller").at("body"),
              "Müller");
    EXPECT_EQ(message("Subject: M\xfcller\n\nMüller").at("subject"), "Müller");
    EXPECT_EQ(utf8_of_mail("M\xc3\xbcller", ""), "Müller");
    EXPECT_EQ(utf8_of_mail("\x1b$B%F%9%H\x1b(B", "iso-2022-jp"), "テスト");
    EXPECT_EQ(utf8_of_mail(std::string_view("a\0b", 3), ""),
              "a\xEF\xBF\xBD"
              "b");
}

TEST(Mailbox, has_one_digest_for_a_message_whatever_programs_note_in_it) {
    const auto digest = [](std::string_view text) { return message(text).at("message_digest"); };
    const std::string plain = digest("From: a@x\n\nHi\n");

    EXPECT_EQ(digest("From: a@x\nStatus: RO\nX-UID: 5\n folded\n\nHi\n\n\n"), plain);
    EXPECT_NE(digest("From: a@x\n\nHi!\n"), plain);
    EXPECT_NE(digest("From: a@x\n\nHi\nStatus: RO\n"), plain) << "in the body it is text";
    EXPECT_NE(digest("From: a@x\n\n\nHi\n"), plain);
}

TEST(Mailbox, tells_more_addresses_than_have_fields) {
    std::string to = "To: ";
    for (int i = 1; i <= 40; ++i)
        to += (i == 1 ? "" : ",\n ") + ("p" + std::to_string(i)) + "@example.org";

    const Message row = message(to + "\n\n");

    EXPECT_EQ(row.at("to_16.address"), "p16@example.org");
    EXPECT_FALSE(row.contains("to_17.address"));
    EXPECT_THAT(row.at("more_addresses"), HasSubstr("<p17@example.org>"));
    EXPECT_THAT(row.at("more_addresses"), HasSubstr("<p40@example.org>"));
}

TEST(Mailbox, says_what_it_left_out_of_a_large_message) {
    const std::string line(70, 'x');
    std::string body;
    while (body.size() < 2 * config::limits::kMailTextBytes) body += line + "\n";
    std::string header = "Subject: s\nX-Long: ";
    header.append(2 * config::limits::kMailHeaderBytes, 'y');

    const Message row = message("From: a@example.org\n\n" + body);
    const Message both = message(header + "\nTo: late@example.org\n\n" + body);

    EXPECT_EQ(row.at("cut"), "text");
    EXPECT_LE(row.at("body").size(), std::size_t{config::limits::kMailTextBytes});
    EXPECT_EQ(both.at("cut"), "header and text");
    EXPECT_EQ(both.at("subject"), "s");
}

TEST(Mailbox, survives_parts_that_nest_too_deep_or_never_end) {
    std::string text = "From: a@example.org\n";
    for (int i = 0; i < 200; ++i) {
        const std::string boundary = "b" + std::to_string(i);
        text += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
    }
    const Message deep = message(text + "\nad@example.org\n");
    EXPECT_EQ(deep.at("from.address"), "a@example.org");
    EXPECT_THAT(deep.at("body"), HasSubstr("ad@example.org")) << "deeper ones are read as one text";
    std::string rfc = "From: a@example.org\n";
    for (int i = 0; i < 200; ++i) rfc += "Content-Type: message/rfc822\n\nSubject: s\n";
    EXPECT_EQ(message(rfc).at("from.address"), "a@example.org");
    EXPECT_TRUE(parse_mail_addresses(std::string(100'000, '('), 10).empty());
    EXPECT_TRUE(parse_mail_addresses(std::string(100'000, ':'), 10).empty());
}

TEST(Mailbox, refuses_to_change_a_message_in_part) {
    const auto written =
        MailboxFormat().write("", {{"subject", policy::Cell{policy::Cell::Kind::text, "x"}}});

    ASSERT_TRUE(failed_with(written, ErrorCode::refused));
    EXPECT_THAT(written.error().hint(), HasSubstr("delete"));
}

TEST(MailText, leaves_nothing_of_html_out_but_its_marks) {
    EXPECT_EQ(
        text_of_html("<html><head><style>p {color: red}</style></head><body>"
                     "<p>One&nbsp;<b>t</b>wo</p>\r\n\r\n<!-- ada@example.org --><img alt='A B'>"
                     "&lt;tag&gt; &unknown; 1 < 2</body>"),
        "p {color: red}\nOne two\nada@example.org -->\nA B <tag> &unknown; 1 < 2");
    EXPECT_EQ(text_of_html("<a href=x@example.org"), "x@example.org");
    EXPECT_EQ(text_of_html("&#0;&#xD800;&#99999999;"), "&#0;&#xD800;&#99999999;");
}

}  // namespace
}  // namespace gdprd::connectors
