#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "daemon/ctl/cli.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon::test {

struct CtlRun {
    int code = -1;
    std::string out;
    std::string err;
};

/// gdprctl with these words, as the token `role` of a running gdprd.
inline CtlRun run_ctl(const RunningApp& gdprd, const std::string& role,
                      std::vector<std::string> words) {
    words.insert(words.begin(), "gdprctl");
    for (const auto& word : {std::string("--socket"), gdprd.path("s"), std::string("--token-file"),
                             gdprd.path(role + ".token")})
        words.push_back(word);
    std::vector<const char*> argv;
    for (const auto& word : words) argv.push_back(word.c_str());
    ctl::Cli cli;
    ctl::add_commands(cli);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    CtlRun ran;
    ran.code = cli.run(static_cast<int>(argv.size()), argv.data());
    ran.out = testing::internal::GetCapturedStdout();
    ran.err = testing::internal::GetCapturedStderr();
    return ran;
}

}  // namespace gdprd::daemon::test
