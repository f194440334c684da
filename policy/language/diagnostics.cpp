#include "policy/language/diagnostics.hpp"

#include <algorithm>
#include <tuple>

#include "config/base/assert.hpp"
#include "config/base/cbor.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
    ++(diagnostic.severity == Severity::error ? errors_ : warnings_);
    if (entries_.size() >= config::limits::kPolicyDiagnostics) {
        ++dropped_;
    } else {
        entries_.push_back(std::move(diagnostic));
    }
}

void Diagnostics::error(SourceSpan span, std::string_view code, std::string message,
                        std::string suggestion) {
    add({std::move(span), Severity::error, std::string(code), std::move(message),
         std::move(suggestion)});
}

void Diagnostics::warning(SourceSpan span, std::string_view code, std::string message,
                          std::string suggestion) {
    add({std::move(span), Severity::warning, std::string(code), std::move(message),
         std::move(suggestion)});
}

void Diagnostics::append(const Diagnostics& others) {
    for (const Diagnostic& diagnostic : others.entries_) add(diagnostic);
    for (const Diagnostic& diagnostic : others.entries_) {
        --(diagnostic.severity == Severity::error ? errors_ : warnings_);
    }
    errors_ += others.errors_;
    warnings_ += others.warnings_;
    dropped_ += others.dropped_;
}

void Diagnostics::sort() {
    const auto place = [](const Diagnostic& d) {
        return std::tie(d.span.file, d.span.line, d.span.column, d.severity, d.code, d.message);
    };
    std::sort(entries_.begin(), entries_.end(),
              [&place](const auto& a, const auto& b) { return place(a) < place(b); });
}

std::string_view to_string(Severity severity) noexcept {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string to_string(const Diagnostic& diagnostic) {
    std::string line =
        printable(diagnostic.span.file, 1024) + ':' + std::to_string(diagnostic.span.line) + ':' +
        std::to_string(diagnostic.span.column) + ": " +
        std::string(to_string(diagnostic.severity)) + ": " + printable(diagnostic.message, 2048);
    if (!diagnostic.suggestion.empty()) {
        line += "; did you mean \"" + printable(diagnostic.suggestion) + "\"?";
    }
    return line;
}

std::string render_text(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics.entries()) {
        text += to_string(diagnostic) + '\n';
    }
    if (diagnostics.dropped() > 0)
        text += "and " + std::to_string(diagnostics.dropped()) + " more" + '\n';
    return text + counted(diagnostics.errors(), "error") + ", " +
           counted(diagnostics.warnings(), "warning") + '\n';
}

std::string render_json(const Diagnostics& diagnostics) {
    cbor::Array list;
    for (const Diagnostic& d : diagnostics.entries()) {
        cbor::Map entry{{"file", printable(d.span.file, 1024)},
                        {"line", d.span.line},
                        {"column", d.span.column},
                        {"severity", to_string(d.severity)},
                        {"code", d.code},
                        {"message", printable(d.message, 2048)}};
        if (!d.suggestion.empty()) entry.emplace("suggestion", printable(d.suggestion));
        list.emplace_back(std::move(entry));
    }
    return cbor::to_json(cbor::Map{{"errors", diagnostics.errors()},
                                   {"warnings", diagnostics.warnings()},
                                   {"diagnostics", std::move(list)}}) +
           '\n';
}

}  // namespace gdprd::policy
