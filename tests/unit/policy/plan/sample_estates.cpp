#include "sample_estates.hpp"

namespace gdprd::policy {
namespace {

void add_crm(MemoryEstate& e) {
    e.add("crm.main.addresses",
          "id int pk;street text user.contact.address.street;city text user.contact.address.city");
    e.add("crm.main.customers",
          "id int pk;customer_no text notnull unique user.unique_id;"
          "first_name text notnull user.name.first;last_name text notnull user.name.last;"
          "email text user.contact.email;phone text user.contact.phone_number;"
          "iban text user.financial.bank_account;address_id int ->addresses.id;"
          "referred_by int ->customers.id;notes text user.content.private");
    e.add("crm.main.orders",
          "id int pk;customer_id int notnull ->customers.id;second_customer_id int ->customers.id;"
          "placed_on date;ship_to text user.contact.address.street");
    e.add("crm.main.order_lines", "id int pk;order_id int notnull ->orders.id;item text chars=40");
    e.add("crm.main.invoices",
          "id int pk;customer_id int notnull ->customers.id;issued_on date notnull;"
          "billing_name text notnull user.name;billing_email text user.contact.email;total real");
    e.annotate("crm.main.customers.customer_no", "customer_no");
    for (const char* id : {"1", "2", "3", "4"}) {
        e.insert("crm.main.addresses", {id, std::string("Rue ") + id, "Lyon"});
    }
    const char* crm = "crm.main.customers";
    e.insert(crm, {"1",
                   "K-100001",
                   "Anna",
                   "Müller",
                   "anna@example.com",
                   "06 39 98 00 01",
                   "FR7630006000011234567890189",
                   "1",
                   {},
                   {}});
    e.insert(
        crm,
        {"2", "K-100002", "Ben", "Koch", "family@example.org", "06 39 98 00 02", {}, "2", "1", {}});
    e.insert(
        crm,
        {"3", "K-100003", "Cara", "Koch", "family@example.org", "06 39 98 00 02", {}, "2", {}, {}});
    e.insert(crm, {"4",
                   "K-100004",
                   "Anna",
                   "Müller",
                   "am@example.org",
                   {},
                   {},
                   "3",
                   {},
                   "not the Anna Müller of anna@example.com"});
    e.insert(crm, {"5", "K-100005", "Dora", "Lang", "dora@example.com", {}, {}, "4", {}, {}});
    e.insert(crm, {"6", "K-100006", "Emil", "Lang", "emil@example.com", {}, {}, "4", {}, {}});
    e.insert("crm.main.orders", {"10", "1", {}, "2025-03-01", "Rue 1"});
    e.insert("crm.main.orders", {"11", "5", {}, "2025-03-02", "Rue 4"});
    e.insert("crm.main.orders", {"12", "5", "6", "2025-03-03", "Rue 4"});
    e.insert("crm.main.order_lines", {"20", "10", "lamp"});
    e.insert("crm.main.order_lines", {"21", "12", "chair"});
    e.insert("crm.main.invoices",
             {"30", "1", "2025-03-01", "Anna Müller", "anna@example.com", "12.50"});
    e.insert("crm.main.invoices", {"31", "5", "2025-03-02", "Dora Lang", {}, "8.00"});
}

}  // namespace

MemoryEstate shop_estate() {
    MemoryEstate e;
    add_crm(e);
    e.add("marketing.main.abonnes",
          "id int pk;courriel text user.contact.email;prenom text user.name.first;"
          "nom text user.name.last;telephone text user.contact.phone_number;no_client text");
    e.add("marketing.main.envois",
          "id int pk;abonne int;courriel text user.contact.email;objet text chars=60");
    e.annotate("marketing.main.abonnes.no_client", "customer_no");
    e.annotate("marketing.main.envois.abonne", "", "marketing.main.abonnes.id");
    const char* list = "marketing.main.abonnes";
    e.insert(list, {"1", "Anna@Example.com", "Anna", "Mueller", "+33 6 39 98 00 01", "K-100001"});
    e.insert(list, {"2", "family@example.org", "Ben", "Koch", {}, {}});
    e.insert(list, {"3", "private.anna@example.org", "Anna", "Muller", "0033639980001", {}});
    e.insert("marketing.main.envois", {"1", "1", "anna@example.com", "spring"});
    e.insert("marketing.main.envois", {"2", "2", "family@example.org", "spring"});
    e.insert("marketing.main.envois", {"3", {}, "anna@example.com", "summer"});

    e.add("desk.main.kontakte",
          "id int pk;name text user.name;email text user.contact.email;kundennummer text");
    e.add("desk.main.tickets", "id int pk;kontakt int;text text user.content.private");
    e.annotate("desk.main.kontakte.kundennummer", "customer_no");
    e.annotate("desk.main.tickets.kontakt", "", "desk.main.kontakte.id");
    e.insert("desk.main.kontakte", {"1", "Müller, Anna", {}, "K-100001"});
    e.insert("desk.main.kontakte", {"2", "Koch, Ben", "family@example.org", {}});
    e.insert("desk.main.tickets", {"1", "1", "my lamp is broken"});
    e.insert("desk.main.tickets", {"2", "2", "please tell Anna Müller (anna@example.com) too"});
    return e;
}

MemoryEstate music_estate() {
    MemoryEstate e;
    e.add(
        "music.main.Employee",
        "EmployeeId int pk;LastName text notnull user.name.last;FirstName text notnull "
        "user.name.first;ReportsTo int ->Employee.EmployeeId;Phone text user.contact.phone_number;"
        "Email text user.contact.email");
    e.add("music.main.Customer",
          "CustomerId int pk;FirstName text notnull chars=40 user.name.first;LastName text notnull "
          "chars=20 user.name.last;Address text chars=70 user.contact.address.street;Email text "
          "notnull chars=60 user.contact.email;SupportRepId int ->Employee.EmployeeId");
    e.add("music.main.Invoice",
          "InvoiceId int pk;CustomerId int notnull ->Customer.CustomerId;InvoiceDate date notnull;"
          "BillingAddress text user.contact.address.street;Total real notnull");
    e.add("music.main.Track", "TrackId int pk;Name text notnull;Composer text user.name");
    e.add("music.main.InvoiceLine",
          "InvoiceLineId int pk;InvoiceId int notnull ->Invoice.InvoiceId;TrackId int notnull "
          "->Track.TrackId;Quantity int notnull");
    e.insert("music.main.Employee",
             {"1", "Adams", "Gil", {}, "+33 6 39 98 10 01", "gil@example.com"});
    e.insert("music.main.Employee",
             {"2", "Park", "Jo", "1", "+33 6 39 98 10 02", "jo@example.com"});
    e.insert("music.main.Customer", {"1", "Lena", "Wirth", "Ring 5", "lena@example.org", "2"});
    e.insert("music.main.Customer", {"2", "Olaf", "Sand", "Ring 6", "olaf@example.org", "2"});
    e.insert("music.main.Invoice", {"1", "1", "2025-05-01", "Ring 5", "1.98"});
    e.insert("music.main.Invoice", {"2", "2", "2025-05-02", "Ring 6", "0.99"});
    e.insert("music.main.Track", {"1", "Song of dawn", "Nia Vale"});
    e.insert("music.main.Track", {"2", "Song of dusk", {}});
    e.insert("music.main.InvoiceLine", {"1", "1", "1", "1"});
    e.insert("music.main.InvoiceLine", {"2", "1", "2", "1"});
    e.insert("music.main.InvoiceLine", {"3", "2", "2", "1"});
    return e;
}

MemoryEstate rental_estate() {
    MemoryEstate e;
    e.add("rental.public.city", "city_id int pk;city text notnull user.contact.address.city");
    e.add("rental.public.address",
          "address_id int pk;address text notnull chars=50 user.contact.address.street;city_id int "
          "notnull ->city.city_id;phone text notnull chars=20 user.contact.phone_number");
    e.add("rental.public.staff",
          "staff_id int pk;first_name text notnull user.name.first;last_name text notnull "
          "user.name.last;address_id int notnull ->address.address_id;email text "
          "user.contact.email;store_id int notnull ->store.store_id");
    e.add("rental.public.store",
          "store_id int pk;manager_staff_id int notnull ->staff.staff_id;address_id int notnull "
          "->address.address_id");
    e.add("rental.public.customer",
          "customer_id int pk;store_id int notnull ->store.store_id;first_name text notnull "
          "chars=45 user.name.first;last_name text notnull chars=45 user.name.last;email text "
          "chars=50 user.contact.email;address_id int notnull ->address.address_id");
    e.add("rental.public.rental",
          "rental_id int pk;rental_date date notnull;customer_id int notnull "
          "->customer.customer_id;staff_id int notnull ->staff.staff_id");
    const std::string payment =
        "payment_id int notnull;customer_id int notnull ->customer.customer_id;staff_id int "
        "notnull "
        "->staff.staff_id;rental_id int notnull ->rental.rental_id;amount real notnull";
    e.add("rental.public.payment", payment);
    e.add("rental.public.payment_p1", payment).parent = CollectionName{"public", "payment"};
    e.add("rental.public.customer_list", "id int;name text user.name").kind = CollectionKind::view;
    e.insert("rental.public.city", {"1", "Porto"});
    e.insert("rental.public.city", {"2", "Graz"});
    e.insert("rental.public.address", {"1", "1 Main Way", "1", "111111111"});
    e.insert("rental.public.address", {"2", "2 Side Way", "2", "222222222"});
    e.insert("rental.public.address", {"3", "3 Mill Way", "2", "333333333"});
    e.insert("rental.public.store", {"1", "1", "1"});
    e.insert("rental.public.staff", {"1", "Mike", "Hill", "1", "mike@example.com", "1"});
    e.insert("rental.public.customer", {"1", "1", "MARY", "SMITH", "mary.smith@example.org", "2"});
    e.insert("rental.public.customer", {"2", "1", "PAT", "JONES", "pat.jones@example.org", "3"});
    e.insert("rental.public.rental", {"1", "2025-01-01", "1", "1"});
    e.insert("rental.public.rental", {"2", "2025-01-02", "2", "1"});
    e.insert("rental.public.payment_p1", {"1", "1", "1", "1", "2.99"});
    e.insert("rental.public.payment_p1", {"2", "2", "1", "2", "4.99"});
    return e;
}

}  // namespace gdprd::policy
