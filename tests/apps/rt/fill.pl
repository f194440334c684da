#!/usr/bin/perl
# Fills Request Tracker through its own classes: fill.pl < people.json
# {"people": [{name, login, mail, phone, street, city, zip, country, organization, staff, ...}, ...]}
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT;
RT->LoadConfig();
RT->Init();
use JSON;
use MIME::Entity;

sub must {
    my ($what, $id, $words) = @_;
    die "$what: " . ($words // 'failed') . "\n" unless $id;
    return $id;
}

my $people = decode_json(do { local $/; <STDIN> })->{people};
my $root = RT->SystemUser;

my $queue = RT::Queue->new($root);
must('queue', $queue->Create(Name => 'Support', CorrespondAddress => 'support@desk.example',
    CommentAddress => 'support-comment@desk.example', Description => 'Questions of customers'));
for my $right (qw(CreateTicket ReplyToTicket ShowTicket SeeQueue)) {
    my $everyone = RT::Group->new($root);
    $everyone->LoadSystemInternalGroup('Everyone');
    must($right, $everyone->PrincipalObj->GrantRight(Right => $right, Object => $queue));
}
for my $right (qw(OwnTicket ModifyTicket CommentOnTicket ShowTicketComments)) {
    my $privileged = RT::Group->new($root);
    $privileged->LoadSystemInternalGroup('Privileged');
    must($right, $privileged->PrincipalObj->GrantRight(Right => $right, Object => $queue));
}
my %field;
for ([ 'Customer number', 'RT::User' ], [ 'Date of birth', 'RT::User' ], [ 'Serial number', 'RT::Queue-RT::Ticket' ]) {
    my ($name, $lookup) = @$_;
    my $cf = RT::CustomField->new($root);
    must($name, $cf->Create(Name => $name, Type => 'FreeformSingle', LookupType => $lookup));
    must("$name applied", $cf->AddToObject($lookup eq 'RT::User' ? RT::User->new($root) : $queue));
    $field{$name} = $cf;
}

my @users;
for my $p (@$people) {
    my $user = RT::User->new($root);
    must("user $p->{login}", $user->Create(
        Name => $p->{login}, EmailAddress => $p->{mail}, RealName => $p->{name}, NickName => $p->{first},
        Password => "secret-$p->{n}-word", Privileged => $p->{staff} ? 1 : 0, Lang => 'fr', Gecos => $p->{last},
        Organization => $p->{organization}, HomePhone => $p->{phone}, WorkPhone => $p->{phone}, MobilePhone => $p->{phone},
        PagerPhone => $p->{phone}, Address1 => $p->{street}, Address2 => "Door $p->{n}", City => $p->{city},
        State => 'North', Zip => $p->{zip}, Country => $p->{country}, Timezone => 'Europe/Paris',
        Comments => "Prefers to be called on $p->{phone}", Signature => "Kind regards\n$p->{name}",
        FreeformContactInfo => "$p->{street}, $p->{city}",
    ));
    must('custom field', $user->AddCustomFieldValue(Field => $field{'Customer number'}->id, Value => "C-9000$p->{n}"));
    must('custom field', $user->AddCustomFieldValue(Field => $field{'Date of birth'}->id, Value => $p->{birthday}));
    # a change that leaves the old and the new value behind, in the history
    must('history', $user->SetFreeformContactInfo("$p->{street}, $p->{zip} $p->{city}, $p->{phone}"));
    push @users, $user;
}

for my $p (@$people) {
    next if $p->{staff};
    my $asker = RT::CurrentUser->new($users[ $p->{n} ]);
    my $agent = RT::CurrentUser->new($users[ $p->{agent} ]);
    my $mail = MIME::Entity->build(
        From => Encode::encode_utf8("$p->{name} <$p->{mail}>"), To => 'support@desk.example', Type => 'text/plain',
        Charset => 'UTF-8', Encoding => 'quoted-printable', Subject => Encode::encode_utf8("Parcel of $p->{name}"),
        'Message-Id' => "<parcel-$p->{n}\@post.example>",
        Data => [ Encode::encode_utf8("Hello,\nthe parcel to $p->{street} never came. Call me: $p->{phone}.\n$p->{name}\n") ]);
    my $ticket = RT::Ticket->new($asker);
    my ($id, undef, $words) = $ticket->Create(Queue => $queue->id, Subject => "Parcel of $p->{name}",
        Requestor => $p->{mail}, MIMEObj => $mail);
    must('ticket', $id, $words);
    my $seen = RT::Ticket->new($root);
    $seen->Load($id);
    must('owner', $seen->SetOwner($users[ $p->{agent} ]->id));
    must('serial number', $seen->AddCustomFieldValue(Field => $field{'Serial number'}->id, Value => "SN-$p->{n}"));
    my $answered = RT::Ticket->new($agent);
    $answered->Load($id);
    must('answer', $answered->Correspond(Content => "We look for it.\n"));
    must('comment', $answered->Comment(Content => "The shelf has to be looked through.\n"));
}
printf "%d users, %d tickets\n", scalar @users, scalar grep { !$_->{staff} } @$people;
