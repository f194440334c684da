"""Fills Mailman through its own classes: fill.py mailman.cfg < people.json"""
import email
import json
import sys

from mailman.core.initialize import initialize

initialize(sys.argv[1])

from mailman.app.lifecycle import create_list  # noqa: E402
from mailman.config import config  # noqa: E402
from mailman.interfaces.autorespond import IAutoResponseSet, Response  # noqa: E402
from mailman.interfaces.bans import IBanManager  # noqa: E402
from mailman.interfaces.bounce import IBounceProcessor  # noqa: E402
from mailman.interfaces.domain import IDomainManager  # noqa: E402
from mailman.interfaces.member import DeliveryMode, MemberRole  # noqa: E402
from mailman.interfaces.pending import IPendable, IPendings  # noqa: E402
from mailman.interfaces.usermanager import IUserManager  # noqa: E402
from mailman.utilities.datetime import now  # noqa: E402
from zope.component import getUtility  # noqa: E402
from zope.interface import implementer  # noqa: E402


@implementer(IPendable)
class Subscription(dict):
    PEND_TYPE = "subscription"


def fill(people):
    getUtility(IDomainManager).add("lists.example", "Lists of the club")
    lists = [create_list(f"{name}@lists.example") for name in ("walkers", "cooks")]
    users = getUtility(IUserManager)
    for person in people:
        mlist = lists[person["n"] % 2]
        user = users.create_user(person["mail"], person["name"])
        user.password = f"$5$rounds=1000$salt{person['n']:04d}$notapassword"
        address = list(user.addresses)[0]
        address.verified_on = now()
        user.preferred_address = address
        user.preferences.preferred_language = config.mailman.default_language
        second = users.create_address(f"home.{person['mail']}", person["name"])
        second.verified_on = now()
        user.link(second)
        mlist.subscribe(user)
        other = lists[(person["n"] + 1) % 2]
        other.subscribe(second)
        if person["n"] % 9 == 0:
            mlist.subscribe(address, MemberRole.owner)
        IBanManager(other).ban(f"junk{person['n']}@spam.example")
        IAutoResponseSet(mlist).response_sent(address, Response.postings)
        mlist.send_one_last_digest_to(address, DeliveryMode.plaintext_digests)
        bounced = email.message_from_string(f"To: {mlist.posting_address}\nMessage-ID: <bounce-{person['n']}@post.example>\n\n")
        getUtility(IBounceProcessor).register(mlist, person["mail"], bounced)
        getUtility(IPendings).add(Subscription(list_id=mlist.list_id, email=person["mail"], display_name=person["name"]))
    config.db.commit()


fill(json.load(sys.stdin)["people"])
