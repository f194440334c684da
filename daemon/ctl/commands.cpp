#include "daemon/ctl/catalogue_source.hpp"
#include "daemon/ctl/cli.hpp"

namespace gdprd::daemon::ctl {

void add_commands(Cli& cli) {
    add_stores_commands(cli);
    add_catalogue_commands(cli);
    add_catalogue_check_command(cli);
    add_catalogue_file_commands(cli);
    add_catalogue_quality_command(cli);
    add_proposals_commands(cli);
    add_tasks_commands(cli);
    add_identifiers_commands(cli);
    add_identifiers_sweep_command(cli);
    add_policy_commands(cli);
    add_record_commands(cli);
    add_witness_commands(cli);
    add_audit_commands(cli);
    add_audit_search_commands(cli);
    add_audit_export_commands(cli);
    add_audit_tree_command(cli);
    add_audit_verify_command(cli);
    add_audit_fsck_command(cli);
    add_events_commands(cli);
    add_requests_commands(cli);
    add_proof_commands(cli);
    add_keys_commands(cli);
    add_backup_commands(cli);
}

}  // namespace gdprd::daemon::ctl
