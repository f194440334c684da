"""What a client sees of Tryton over its server: look.py URL NUMBER-OF-AN-INVOICE. Prints JSON, and books
one more sale of the first customer that has a name, so that what others need still works."""
import json
import sys
from decimal import Decimal

from proteus import Model, Report, config as client

client.set_xmlrpc(sys.argv[1])
invoice, = Model.get("account.invoice").find([("number", "=", sys.argv[2])])
_, printed, _, _ = Report("account.invoice").execute([invoice])
parties = {party.id: party.rec_name for party in Model.get("party.party").find([])}
sales = {sale.number: [sale.state, sale.party.id, sale.description] for sale in Model.get("sale.sale").find([])}
sample = next(sale for sale in Model.get("sale.sale").find([("state", "=", "processing"), ("party.name", "!=", None)]))
copy, = sample.duplicate()
for step in ("quote", "confirm", "process"):
    copy.click(step)
bill, = copy.invoices
bill.click("post")
print(json.dumps({"parties": parties, "sales": sales, "party": invoice.party.id, "state": invoice.state,
                  "total": str(Decimal(invoice.total_amount)), "printed": len(bytes(printed)), "new": bill.state}))
