#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/ctl/client.hpp"
#include "daemon/ctl/output.hpp"

namespace gdprd::daemon::ctl {

/// `--name VALUE`, or a switch when `value` is empty.
struct Option {
    std::string name;   ///< "--request"
    std::string value;  ///< "R", as the manual writes it
    std::string doc;
    enum class Times : unsigned char { once, many, required } times = Times::once;
};

struct Argument {
    std::string name;  ///< "INDEX"
    std::string doc;
    enum class Times : unsigned char { one, optional, many, any } times = Times::one;
};

/// What was typed, checked against the command's options and arguments.
class Invocation {
  public:
    std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by option or argument

    [[nodiscard]] bool has(std::string_view name) const;
    /// The value, or empty text.
    [[nodiscard]] const std::string& get(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& all(std::string_view name) const;
};

/// What a command works with.
class Context {
  public:
    Context(Format format, std::string socket_path, std::string token_file);
    [[nodiscard]] Output& out() noexcept { return out_; }
    /// The client, made on the first call; an offline command never calls it.
    Result<Client*> client();

  private:
    Output out_;
    std::string socket_path_;
    std::string token_file_;
    std::optional<Client> client_;
};

/// gdprctl NOUN VERB.
struct Command {
    std::string noun;
    std::string verb;
    std::string doc;  ///< one sentence, no full stop
    std::vector<Argument> arguments;
    std::vector<Option> options;
    std::function<Exit(const Invocation&, Context&)> run;
    bool offline = false;  ///< needs no daemon
    /// What to type, after "gdprctl NOUN VERB ": shown by --help.
    std::string_view example{};
};

/// A word of the command line that is no noun, verb or option.
struct UnknownWord {
    std::string what;  ///< "noun", "verb of requests", "option"
    std::string word;
    std::optional<std::string> meant;  ///< the known word that it is near to
    friend bool operator==(const UnknownWord&, const UnknownWord&) = default;
};

/// The table of commands; parsing and --help are made from it.
class Cli {
  public:
    void add(Command command);
    [[nodiscard]] const std::vector<Command>& commands() const noexcept { return commands_; }
    /// Options of every command: --socket, --token-file, --output, --config.
    [[nodiscard]] static const std::vector<Option>& common_options();
    /// The first unknown word of a command line without the program's name; none when a value or an
    /// argument is wrong, or nothing.
    [[nodiscard]] std::optional<UnknownWord> find_unknown(
        const std::vector<std::string>& words) const;
    /// Parses, runs, and returns the exit code.
    int run(int argc, const char* const* argv);

  private:
    [[nodiscard]] const Command* find_command(std::string_view noun, std::string_view verb) const;
    /// "--ground CODE: what it is; " of the required option that the parser missed, or nothing.
    [[nodiscard]] std::string doc_of_missing(const std::vector<std::string>& words,
                                             std::string_view line) const;
    [[nodiscard]] Exit explain_failure(const std::vector<std::string>& words,
                                       std::string_view why) const;
    std::vector<Command> commands_;
};

/// "gdprctl requests list", for --help and the manual's reader.
[[nodiscard]] std::string example_of(const Command& command);

/// Each noun's commands, in daemon/ctl/cmd_NOUN.cpp.
void add_stores_commands(Cli& cli);
void add_catalogue_commands(Cli& cli);
void add_catalogue_file_commands(Cli& cli);
void add_catalogue_quality_command(Cli& cli);
void add_proposals_commands(Cli& cli);
void add_tasks_commands(Cli& cli);
void add_identifiers_commands(Cli& cli);
void add_identifiers_sweep_command(Cli& cli);
void add_policy_commands(Cli& cli);
void add_record_commands(Cli& cli);
void add_witness_commands(Cli& cli);
void add_audit_commands(Cli& cli);
void add_audit_search_commands(Cli& cli);
void add_audit_export_commands(Cli& cli);
void add_audit_tree_command(Cli& cli);
void add_audit_verify_command(Cli& cli);
void add_audit_fsck_command(Cli& cli);
void add_events_commands(Cli& cli);
void add_requests_commands(Cli& cli);
void add_proof_commands(Cli& cli);
void add_keys_commands(Cli& cli);
void add_backup_commands(Cli& cli);
/// All of them.
void add_commands(Cli& cli);

}  // namespace gdprd::daemon::ctl
