#include "daemon/ctl/cli.hpp"

int main(int argc, char** argv) {
    gdprd::daemon::ctl::Cli cli;
    gdprd::daemon::ctl::add_commands(cli);
    return cli.run(argc, argv);
}
