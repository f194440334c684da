<?php
// Fills Roundcube's database through Roundcube's own classes: fill.php < people.json
// {"people": [{name, first, last, mail, phone, street, city, birthday, contacts: [positions]}, ...]}
define('INSTALL_PATH', '/var/lib/roundcube/');
require_once INSTALL_PATH . 'program/include/clisetup.php';

$rcmail = rcube::get_instance();
$db = $rcmail->get_dbh();
$db->db_connect('w');
if (!$db->is_connected() || $db->is_error()) {
    fwrite(STDERR, "no database: " . $db->is_error() . "\n");
    exit(1);
}
$people = json_decode(stream_get_contents(STDIN), true)['people'];

function fail_unless($done, $what)
{
    if (!$done) {
        fwrite(STDERR, "could not make $what\n");
        exit(1);
    }
}

function contact_of($person)
{
    return [
        'name' => $person['name'], 'firstname' => $person['first'], 'surname' => $person['last'],
        'email:home' => [$person['mail']], 'phone:mobile' => [$person['phone']],
        'birthday' => [$person['birthday']],
        'address:home' => [['street' => $person['street'], 'locality' => $person['city']]],
        'notes' => ['met at the fair'],
    ];
}

foreach ($people as $n => $person) {
    $user = rcube_user::create($person['mail'], 'imap.mail.example');
    fail_unless($user, 'user');
    $user->save_prefs(['timezone' => 'Europe/Paris', 'message_show_email' => true]);
    $identity = $user->list_identities()[0];
    fail_unless($user->update_identity($identity['identity_id'], [
        'name' => $person['name'], 'organization' => $person['organization'], 'email' => $person['mail'],
        'reply-to' => $person['mail'], 'bcc' => '', 'signature' => "Kind regards\n" . $person['name'] . "\n" . $person['phone'],
    ]) !== false, 'identity');
    $book = new rcube_contacts($db, $user->ID);
    $group = $book->create_group('Friends ' . $n);
    $ids = [];
    foreach ($person['contacts'] as $other) {
        $ids[] = $book->insert(contact_of($people[$other]));
    }
    fail_unless($book->add_to_group($group['id'], $ids), 'group');
    $collected = new rcube_addresses($db, $user->ID, rcube_addressbook::TYPE_RECIPIENT);
    fail_unless($collected->insert(['name' => $people[$person['writes_to']]['name'],
        'email' => $people[$person['writes_to']]['mail']]), 'collected address');
    $now = $db->now();
    $db->query("INSERT INTO responses (user_id, changed, name, data) VALUES (?, $now, ?, ?)", $user->ID, 'Thanks',
        'Thank you. ' . $person['name']);
    $db->query("INSERT INTO searches (user_id, type, name, data) VALUES (?, 2, ?, ?)", $user->ID, 'from me',
        serialize(['from' => $person['mail']]));
    $db->query("INSERT INTO dictionary (user_id, language, data) VALUES (?, 'en', ?)", $user->ID,
        'zz' . strtolower($person['last']));
    $db->query("INSERT INTO cache (user_id, cache_key, expires, data) VALUES (?, ?, ?, ?)", $user->ID, 'IMAP.mailboxes',
        '2099-01-01 00:00:00', serialize(['INBOX', 'Letters of ' . $person['first']]));
    $db->query("INSERT INTO cache_index (user_id, mailbox, expires, valid, data) VALUES (?, 'INBOX', ?, 1, ?)", $user->ID,
        '2099-01-01 00:00:00', serialize(['uids' => [1]]));
    $db->query("INSERT INTO cache_thread (user_id, mailbox, expires, data) VALUES (?, 'INBOX', ?, ?)", $user->ID,
        '2099-01-01 00:00:00', serialize(['uids' => [1]]));
    $db->query("INSERT INTO cache_messages (user_id, mailbox, uid, expires, data) VALUES (?, 'INBOX', 1, ?, ?)", $user->ID,
        '2099-01-01 00:00:00', serialize(['subject' => 'Invitation', 'to' => $person['name'] . ' <' . $person['mail'] . '>']));
    $db->query("INSERT INTO filestore (user_id, context, filename, mtime, data) VALUES (?, 'enigma', ?, 1760000000, ?)",
        $user->ID, 'pubring.gpg', base64_encode('key of ' . $person['mail']));
    $db->query("INSERT INTO session (sess_id, changed, ip, vars) VALUES (?, $now, ?, ?)", md5('session' . $n),
        '192.0.2.' . ($n % 250 + 1), base64_encode('user_id|i:' . $user->ID . ';username|s:' . strlen($person['mail'])
        . ':"' . $person['mail'] . '";'));
    fail_unless(!$db->is_error(), $db->is_error() ?: 'rows');
}
$db->query("INSERT INTO cache_shared (cache_key, expires, data) VALUES ('colors', '2099-01-01 00:00:00', 's:4:\"blue\";')");
fail_unless(!$db->is_error(), 'shared cache');
echo count($people), " users\n";
