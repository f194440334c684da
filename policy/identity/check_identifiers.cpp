#include "policy/identity/check_identifiers.hpp"

#include "config/base/cbor.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kLineBytesMax = 64ULL * 1024;

void put_escaped(std::string& out, std::string_view field) {
    for (const char c : field) {
        switch (c) {
            case '\t':
                out += "\\t";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                out += c;
        }
    }
}

void put_answer(std::string& out, const IdentifierQuestion& question,
                const IdentifierCheck& check) {
    put_escaped(out, question.type.value());
    out += '\t';
    put_escaped(out, question.value);
    out += '\t';
    out += to_string(check.verdict);
    out += '\t';
    if (check.valid())
        put_escaped(out, check.normal_form.expose());
    else
        out += '-';
    out += '\t';
    out += check.reason.empty() ? "-" : check.reason;
    out += '\n';
}

cbor::Value answer_value(const IdentifierQuestion& question, const IdentifierCheck& check) {
    return cbor::Map{
        {"type", printable(question.type.value())},
        {"value", valid_utf8(question.value) ? cbor::Value(question.value)
                                             : cbor::Value(printable(question.value))},
        {"verdict", to_string(check.verdict)},
        {"normal_form", check.valid() ? cbor::Value(check.normal_form.expose()) : cbor::Value()},
        {"reason", check.reason.empty() ? cbor::Value() : cbor::Value(check.reason)}};
}

}  // namespace

Result<std::vector<IdentifierQuestion>> parse_identifier_lines(std::string_view input) {
    std::vector<IdentifierQuestion> questions;
    for (std::size_t number = 1; !input.empty(); ++number) {
        const std::size_t end = std::min(input.find('\n'), input.size());
        std::string_view line = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto refuse = [number](const char* why) {
            return Error(ErrorCode::invalid_argument, "line " + std::to_string(number) + ": " + why,
                         "write lines as TYPE<TAB>VALUE");
        };
        if (line.size() > kLineBytesMax) return refuse("longer than 64 KiB");
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos || tab == 0) return refuse("no TYPE<TAB>VALUE");
        if (line.find('\t', tab + 1) != std::string_view::npos)
            return refuse("more than two columns");
        questions.push_back(
            {IdentifierType(std::string(line.substr(0, tab))), std::string(line.substr(tab + 1))});
    }
    return questions;
}

IdentifierAnswers check_identifiers(std::span<const IdentifierQuestion> questions,
                                    std::optional<Date> today) {
    IdentifierAnswers answers;
    bool any_invalid = false;
    bool any_unknown = false;
    cbor::Array list;
    for (const IdentifierQuestion& question : questions) {
        const IdentifierCheck check = check_identifier(question.type, question.value, today);
        any_invalid = any_invalid || check.verdict == IdentifierVerdict::invalid;
        any_unknown = any_unknown || check.verdict == IdentifierVerdict::unknown;
        put_answer(answers.lines, question, check);
        list.push_back(answer_value(question, check));
    }
    answers.json = cbor::to_json(std::move(list)) + '\n';
    if (any_unknown)
        answers.exit_code = 2;
    else if (any_invalid)
        answers.exit_code = 5;
    return answers;
}

}  // namespace gdprd::policy
