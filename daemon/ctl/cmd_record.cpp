#include <boost/json.hpp>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/files.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// The record is of use with gaps too; who checks wants to fail for them.
Exit say_gaps(Output& out, const json::value& record, bool fails) {
    const auto& gaps = record.at("gaps").as_array();
    for (const auto& gap : gaps) out.say("missing: " + std::string(gap.as_string()));
    if (gaps.empty()) out.say("the record has what Art. 30(1) asks for");
    if (gaps.empty() || !fails) return Exit::done;
    return out.fail(Exit::failed, "the record is not complete",
                    "gdprd-policy(5) says where each part is written");
}

Result<void> write_file(const Invocation& typed, std::string_view text) {
    auto file = OutputFile::create(typed.has("--out") ? typed.get("--out") : "-");
    if (!file) return file.error();
    GDPRD_TRY(file->append(text));
    return file->finish();
}

Exit export_record(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto text =
        (*client)->get_bytes("/api/v1/record?format=" + url_encode(typed.get("--format")));
    if (!text) return out.fail(text.error());
    const auto record = (*client)->get("/api/v1/record");
    if (!record) return out.fail(record.error());
    if (const auto written = write_file(typed, *text); !written) return out.fail(written.error());
    return say_gaps(out, *record, false);
}

Exit check_record(const Invocation& /*typed*/, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto record = (*client)->get("/api/v1/record");
    if (!record) return out.fail(record.error());
    if (out.format() == Format::json) out.json(record->at("gaps"));
    return say_gaps(out, *record, true);
}

}  // namespace

void add_record_commands(Cli& cli) {
    cli.add({.noun = "record",
             .verb = "export",
             .doc = "Write the record of processing activities (Art. 30(1))",
             .arguments = {},
             .options = {{"--format", "F", "html, csv, json or jsonld", Option::Times::required},
                         {"--out", "FILE", "default standard output"}},
             .run = export_record,
             .example = "--format html --out record.html"});
    cli.add({.noun = "record",
             .verb = "check",
             .doc = "Say what the record lacks of Art. 30(1); exit 1 when something is missing",
             .arguments = {},
             .options = {},
             .run = check_record});
}

}  // namespace gdprd::daemon::ctl
