"""Fills Tryton through its own client library: fill.py trytond.conf DATABASE-URI < people.json
{"people": [{name, login, mail, phone, street, city, zip, country, staff, agent, other, ...}, ...]}"""
import datetime
import json
import os
import sys
from decimal import Decimal

os.environ.update(TRYTOND_CONFIG=sys.argv[1], DB_NAME="none")  # the second one is for tools that lie beside its tests
from proteus import Model, config as client  # noqa: E402

client.set_trytond(sys.argv[2], config_file=sys.argv[1])

from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, get_accounts  # noqa: E402
from trytond.modules.account_invoice.tests.tools import create_payment_term, set_fiscalyear_invoice_sequences  # noqa: E402
from trytond.modules.company.tests.tools import create_company, get_company  # noqa: E402
from trytond.pool import Pool  # noqa: E402
from trytond.transaction import Transaction  # noqa: E402

COUNTRIES = {"Germany": "DE", "France": "FR", "Italy": "IT", "United Kingdom": "GB", "Spain": "ES", "Sweden": "SE"}


def made(model, **values):
    record = Model.get(model)(**values)
    record.save()
    return record


def again(record):
    """A record can stand in one list only."""
    return type(record)(record.id)


class Shop:
    def __init__(self):
        Currency = Model.get("currency.currency")
        euro = Currency(name="Euro", symbol="€", code="EUR", rounding=Decimal("0.01"))
        euro.rates.new(date=datetime.date(2000, 1, 1), rate=Decimal(1))
        euro.save()
        create_company(party=made("party.party", name="Parcels of the North"), currency=euro)
        self.company = get_company()
        year = set_fiscalyear_invoice_sequences(create_fiscalyear(self.company))
        year.click("create_period")
        create_chart(self.company)
        accounts = get_accounts(self.company)
        category = made("product.category", name="Transport", accounting=True, account_expense=accounts["expense"],
                        account_revenue=accounts["revenue"])
        unit, = Model.get("product.uom").find([("name", "=", "Unit")])
        template = made("product.template", name="Parcel", default_uom=unit, type="service", salable=True,
                        list_price=Decimal(30), account_category=category)
        self.product, = template.products
        self.term = create_payment_term()
        self.term.save()
        self.customers = made("party.category", name="Customers")
        self.friend = made("party.relation.type", name="sends parcels to")
        self.countries = {name: made("country.country", name=name, code=code) for name, code in COUNTRIES.items()}

    def party(self, person):
        Party = Model.get("party.party")
        party = Party(name=person["name"])
        address, = party.addresses
        address.party_name, address.street, address.postal_code = person["name"], person["street"], person["zip"]
        address.city, address.country = person["city"], self.countries[person["country"]]
        # "phone" takes no number that is reserved for fiction where python3-phonenumbers is installed
        for kind, value in (("other", person["phone"]), ("email", person["mail"]), ("skype", person["login"])):
            party.contact_mechanisms.new(type=kind, value=value, comment=f"of {person['first']}")
        party.identifiers.new(type=None, code=f"C-9000{person['n']}")
        if not person["staff"]:
            party.categories.append(again(self.customers))
        party.customer_payment_term = self.term
        party.save()
        made("ir.note", resource=party, message=f"Called from {person['phone']} because of {person['street']}.")
        made("ir.attachment", resource=party, name=f"letter of {person['name']}.txt", type="data",
             data=f"I live at {person['street']}.".encode())
        return party

    def account(self, person, party):
        employee = made("company.employee", party=party, company=self.company)
        User = Model.get("res.user")
        user = User(name=person["name"], login=person["login"], email=person["mail"], signature=f"Regards, {person['name']}")
        user.password = "Parcel-9041-desk"
        user.companies.append(again(self.company))
        user.company = self.company
        user.employees.append(again(employee))
        user.employee = employee
        user.save()
        return employee

    def line(self, sale, description):
        line = sale.lines.new()
        line.product, line.quantity, line.unit_price = self.product, 1.0, Decimal(30)
        line.description = description

    def order(self, person, party):
        Sale = Model.get("sale.sale")
        sale = Sale(party=party, payment_term=self.term, invoice_method="order", description=f"Parcel of {person['name']}",
                    comment=f"Ring at {person['street']}", reference=f"R-{person['n']}", contact=again(party.contact_mechanisms[0]))
        self.line(sale, f"to {person['street']}")
        sale.save()
        for step in ("quote", "confirm", "process"):
            sale.click(step)
        invoice, = sale.invoices
        invoice.click("post")
        quotation = Sale(party=party, payment_term=self.term, invoice_method="order", description=f"Another for {person['name']}")
        self.line(quotation, "")
        quotation.save()
        quotation.click("quote")


def sent(everybody, parties):
    """Mails that were sent: the client may read these only."""
    with Transaction().start(client.get_config().database_name, 0):
        Pool().get("ir.email").create([
            {"resource": f"party.party,{party.id}", "recipients": f"{person['name']} <{person['mail']}>",
             "subject": f"Parcel of {person['name']}", "body": f"We deliver to {person['street']}."}
            for person, party in zip(everybody, parties)])
        Transaction().commit()


def fill(everybody):
    shop = Shop()
    parties = [shop.party(person) for person in everybody]
    for person, party in zip(everybody, parties):
        if person["staff"]:
            shop.account(person, party)
            continue
        shop.order(person, party)
        made("party.relation.all", from_=party, to=parties[person["other"]], type=shop.friend)
    sent(everybody, parties)
    print(len(parties), "parties")


fill(json.load(sys.stdin)["people"])
