#include "daemon/ctl/cli.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "config/base/assert.hpp"
#include "config/base/edit_distance.hpp"
#include "config/loader.hpp"

namespace gdprd::daemon::ctl {

namespace {

constexpr const char* kDefaultSocket = "/run/gdprd/gdprd.sock";
constexpr const char* kSocketVariable = "GDPRD_SOCKET";
const std::string kEmpty;
const std::vector<std::string> kNone;

constexpr const char* kFooter =
    "Exit codes: 0 done, 1 failed, 2 usage, 3 partly done, 4 refused,\n"
    "5 verification failed, 20 a plan that has something to do. See gdprctl(1).";

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

void add_option(CLI::App& app, const Option& option, Values& values) {
    auto& into = values[option.name];
    const auto names = option.name == "--output" ? std::string("-o,--output") : option.name;
    if (option.value.empty()) {
        app.add_flag_callback(names, [&into] { into.assign(1, "true"); }, option.doc);
        return;
    }
    auto* added = app.add_option(names, into, option.doc)->type_name(option.value);
    added->expected(1)->allow_extra_args(false);
    switch (option.times) {
        case Option::Times::once:
            added->multi_option_policy(CLI::MultiOptionPolicy::Throw);
            break;
        case Option::Times::required:
            added->required()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
            break;
        case Option::Times::many:
            added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
            break;
    }
}

void add_argument(CLI::App& app, const Argument& argument, Values& values) {
    auto* added = app.add_option(argument.name, values[argument.name], argument.doc);
    added->type_name("");
    // An absent one is no error unless required; expected() says how many once there is one.
    switch (argument.times) {
        case Argument::Times::one:
            added->required()->expected(1)->allow_extra_args(false);
            break;
        case Argument::Times::optional:
            added->expected(1)->allow_extra_args(false);
            break;
        case Argument::Times::many:
            added->required()->expected(-1);
            break;
        case Argument::Times::any:
            added->expected(-1);
            break;
    }
}

Result<Format> parse_format(const std::string& text) {
    if (text.empty() || text == "text") return Format::text;
    if (text == "json") return Format::json;
    if (text == "tsv") return Format::tsv;
    return Error(ErrorCode::invalid_argument, "--output takes text, json or tsv");
}

Result<std::string> socket_path(const Values& values) {
    const auto given = [&](std::string_view name) -> const std::string& {
        const auto found = values.find(name);
        return found == values.end() || found->second.empty() ? kEmpty : found->second.front();
    };
    if (!given("--socket").empty()) return given("--socket");
    if (!given("--config").empty()) {
        GDPRD_TRY_ASSIGN(const auto loaded, config::load_settings(given("--config")));
        if (!loaded.ok()) {
            return Error(ErrorCode::invalid_argument, "the configuration is not valid",
                         "gdprd --check -c " + given("--config"));
        }
        return loaded.settings.listen;
    }
    const char* variable = std::getenv(kSocketVariable);
    return std::string(variable != nullptr && *variable != '\0' ? variable : kDefaultSocket);
}

std::string verbs_of(const std::vector<Command>& commands, const std::string& noun) {
    std::string verbs;
    for (const auto& command : commands)
        if (command.noun == noun) verbs.append(verbs.empty() ? "" : ", ").append(command.verb);
    return verbs;
}

/// A word that stands for itself on a command line: no option, or the "-" of standard input.
bool is_plain(std::string_view word) {
    return word.empty() || word == "-" || word.front() != '-';
}

}  // namespace

std::string example_of(const Command& command) {
    return "gdprctl " + command.noun + " " + command.verb + (command.example.empty() ? "" : " ") +
           std::string(command.example);
}

bool Invocation::has(std::string_view name) const {
    const auto found = values.find(name);
    return found != values.end() && !found->second.empty();
}

const std::string& Invocation::get(std::string_view name) const {
    const auto& found = all(name);
    return found.empty() ? kEmpty : found.front();
}

const std::vector<std::string>& Invocation::all(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? kNone : found->second;
}

Context::Context(Format format, std::string socket_path, std::string token_file)
    : out_(format), socket_path_(std::move(socket_path)), token_file_(std::move(token_file)) {}

Result<Client*> Context::client() {
    if (!client_) {
        GDPRD_TRY_ASSIGN(auto client, Client::create(socket_path_, token_file_));
        client_.emplace(std::move(client));
    }
    return &*client_;
}

const std::vector<Option>& Cli::common_options() {
    static const std::vector<Option> options{
        {"--socket", "PATH", "gdprd's socket; default $GDPRD_SOCKET, then /run/gdprd/gdprd.sock"},
        {"--token-file", "FILE", "file with a bearer token, to be somebody else than yourself"},
        {"--output", "FORMAT", "text (default), json or tsv"},
        {"--config", "FILE", "take the socket's path from this gdprd.yaml"}};
    return options;
}

void Cli::add(Command command) {
    GDPRD_ASSERT(command.run != nullptr);
    commands_.push_back(std::move(command));
}

const Command* Cli::find_command(std::string_view noun, std::string_view verb) const {
    const auto found = std::find_if(commands_.begin(), commands_.end(), [&](const Command& c) {
        return c.noun == noun && c.verb == verb;
    });
    return found == commands_.end() ? nullptr : &*found;
}

std::optional<UnknownWord> Cli::find_unknown(const std::vector<std::string>& words) const {
    std::vector<std::string_view> nouns;
    nouns.reserve(commands_.size());
    for (const auto& command : commands_) nouns.emplace_back(command.noun);
    std::string_view noun;
    const Command* command = nullptr;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--") break;
        if (is_plain(word)) {
            if (noun.empty()) {
                noun = word;
                if (std::find(nouns.begin(), nouns.end(), noun) == nouns.end())
                    return UnknownWord{"noun", words[i], closest(noun, nouns)};
            } else if (command == nullptr) {
                command = find_command(noun, word);
                if (command != nullptr) continue;
                std::vector<std::string_view> verbs;
                for (const auto& c : commands_)
                    if (c.noun == noun) verbs.emplace_back(c.verb);
                return UnknownWord{"verb of " + std::string(noun), words[i], closest(word, verbs)};
            }
            continue;
        }
        if (word == "-h" || word == "--help" || word == "--version") continue;
        const std::string name(word == "-o" ? "--output" : word.substr(0, word.find('=')));
        if (name.starts_with("-o") && !name.starts_with("--")) continue;  // -ojson
        std::vector<Option> known = common_options();
        if (command != nullptr)
            known.insert(known.end(), command->options.begin(), command->options.end());
        const auto option = std::find_if(known.begin(), known.end(),
                                         [&](const Option& o) { return o.name == name; });
        if (option == known.end()) {
            std::vector<std::string> names{"--help", "--version"};
            for (const auto& o : known) names.push_back(o.name);
            return UnknownWord{"option", name, closest(name, std::span<const std::string>(names))};
        }
        const bool has_value = word.find('=') != std::string_view::npos;
        if (!option->value.empty() && !has_value) ++i;
    }
    return std::nullopt;
}

std::string Cli::doc_of_missing(const std::vector<std::string>& words,
                                std::string_view line) const {
    std::vector<std::string_view> plain;
    for (const auto& word : words)
        if (is_plain(word)) plain.emplace_back(word);
    const auto* command = plain.size() < 2 ? nullptr : find_command(plain[0], plain[1]);
    if (command == nullptr) return {};
    for (const auto& option : command->options)
        if (line.starts_with(option.name + " is required"))
            return option.name + " " + option.value + ": " + option.doc + "; ";
    return {};
}

Exit Cli::explain_failure(const std::vector<std::string>& words, std::string_view why) const {
    std::string help = "gdprctl";
    for (const auto& word : words) {
        if (!is_plain(word)) break;
        std::string longer = help;
        longer.append(" ").append(word);
        const bool known = std::any_of(commands_.begin(), commands_.end(), [&](const Command& c) {
            const std::string full = "gdprctl " + c.noun + " " + c.verb;
            return full == longer || "gdprctl " + c.noun == longer;
        });
        if (!known) break;
        help = std::move(longer);
    }
    help += " --help";
    Output out(Format::text);
    const auto unknown = find_unknown(words);
    if (!unknown) {
        std::string line(why.substr(0, why.find('\n')));
        return out.fail(Exit::usage, line, doc_of_missing(words, line) + help);
    }
    return out.fail(Exit::usage,
                    "unknown " + unknown->what + ": " + unknown->word +
                        (unknown->meant ? "; did you mean " + *unknown->meant + "?" : ""),
                    help);
}

int Cli::run(int argc, const char* const* argv) {
    CLI::App app{"Ask gdprd, the GDPR daemon.", "gdprctl"};
    app.set_version_flag("--version", std::string("gdprctl ") + GDPRD_VERSION);
    app.require_subcommand(1);
    app.footer("Example:\n  gdprctl requests list\n\n" + std::string(kFooter));
    Values common;
    for (const auto& option : common_options()) add_option(app, option, common);

    std::map<std::string, CLI::App*> nouns;
    std::map<const CLI::App*, const Command*> by_app;
    std::map<const Command*, Values> values;
    for (const auto& command : commands_) {
        auto*& noun = nouns[command.noun];
        if (noun == nullptr) {
            noun = app.add_subcommand(command.noun, verbs_of(commands_, command.noun))
                       ->require_subcommand(1)
                       ->fallthrough();
            noun->footer("Example:\n  " + example_of(command) + "\n\n" + kFooter);
        }
        auto* verb = noun->add_subcommand(command.verb, command.doc)->fallthrough();
        verb->footer("Example:\n  " + example_of(command) + "\n\n" + kFooter);
        by_app[verb] = &command;
        for (const auto& argument : command.arguments) {
            add_argument(*verb, argument, values[&command]);
        }
        for (const auto& option : command.options) add_option(*verb, option, values[&command]);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == 0) return app.exit(e);
        return static_cast<int>(explain_failure({argv + 1, argv + argc}, e.what()));
    }
    const auto* noun = app.get_subcommands().front();
    const auto* command = by_app.at(noun->get_subcommands().front());

    const auto& outputs = common["--output"];
    const auto format = parse_format(outputs.empty() ? kEmpty : outputs.front());
    if (!format) return static_cast<int>(Output(Format::text).fail(format.error()));
    std::string path;
    if (!command->offline) {
        const auto found = socket_path(common);
        if (!found) return static_cast<int>(Output(*format).fail(found.error()));
        path = *found;
    }
    const auto& tokens = common["--token-file"];
    Context context(*format, path, tokens.empty() ? kEmpty : tokens.front());
    const auto exit = command->run(Invocation{values[command]}, context);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        return static_cast<int>(Output(Format::text)
                                    .fail(Exit::failed, "standard output could not be written",
                                          "see that there is space"));
    return static_cast<int>(exit);
}

}  // namespace gdprd::daemon::ctl
