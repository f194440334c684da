"""Generated shops with the shapes of well-known sample databases: a music shop (customers, invoices
with lines, a support employee) and a rental chain (addresses, staff, stores, a table of payments
with inheritance children, a partitioned one). All people are invented."""
import json
import random

MUSIC = """
CREATE TABLE employee (employee_id INTEGER PRIMARY KEY, last_name TEXT NOT NULL, first_name TEXT NOT NULL,
    reports_to INTEGER REFERENCES employee(employee_id), phone TEXT, email TEXT);
CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    address TEXT, city TEXT, phone TEXT, email TEXT NOT NULL,
    support_rep_id INTEGER REFERENCES employee(employee_id));
CREATE TABLE track (track_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(customer_id),
    invoice_date DATE NOT NULL, billing_address TEXT, billing_city TEXT, total NUMERIC(10,2) NOT NULL);
CREATE TABLE invoice_line (invoice_line_id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL REFERENCES invoice(invoice_id), track_id INTEGER NOT NULL REFERENCES track(track_id),
    quantity INTEGER NOT NULL);
"""
MUSIC_OWNED = {
    "customer": "customer_id = {id}", "invoice": "customer_id = {id}",
    "invoice_line": "invoice_id IN (SELECT invoice_id FROM {schema}invoice WHERE customer_id = {id})",
}

ACCOUNTS = """
CREATE TABLE account (account_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(customer_id),
    settings JSON NOT NULL, preferences TEXT NOT NULL);
"""
ACCOUNTS_OWNED = {**MUSIC_OWNED, "account": "customer_id = {id}"}

RENTAL = """
CREATE TABLE address (address_id serial PRIMARY KEY, address text NOT NULL, postal_code text, phone text);
CREATE TABLE store (store_id serial PRIMARY KEY, address_id integer NOT NULL REFERENCES address ON DELETE RESTRICT);
CREATE TABLE staff (staff_id serial PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, email text,
    address_id integer NOT NULL REFERENCES address ON DELETE RESTRICT, store_id integer NOT NULL REFERENCES store);
CREATE TABLE customer (customer_id serial PRIMARY KEY, store_id integer NOT NULL REFERENCES store ON DELETE RESTRICT,
    first_name text NOT NULL, last_name text NOT NULL, email text,
    address_id integer NOT NULL REFERENCES address ON DELETE RESTRICT, active boolean NOT NULL DEFAULT true);
CREATE TABLE rental (rental_id serial PRIMARY KEY, rental_date timestamp NOT NULL,
    customer_id integer NOT NULL REFERENCES customer ON DELETE RESTRICT, staff_id integer NOT NULL REFERENCES staff);
CREATE TABLE payment (payment_id serial PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer,
    staff_id integer NOT NULL REFERENCES staff, rental_id integer REFERENCES rental ON DELETE SET NULL,
    amount numeric(5,2) NOT NULL, payment_date timestamp NOT NULL);
CREATE TABLE payment_2021 (CHECK (payment_date < '2022-01-01'), FOREIGN KEY (customer_id) REFERENCES customer,
    FOREIGN KEY (rental_id) REFERENCES rental) INHERITS (payment);
CREATE TABLE reminder (customer_id integer NOT NULL REFERENCES customer, sent_on date NOT NULL, wording text,
    PRIMARY KEY (customer_id, sent_on)) PARTITION BY RANGE (sent_on);
CREATE TABLE reminder_2021 PARTITION OF reminder FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE reminder_rest PARTITION OF reminder DEFAULT;
"""
RENTAL_OWNED = {
    "customer": "customer_id = {id}", "rental": "customer_id = {id}", "payment": "customer_id = {id}",
    "payment_2021": "customer_id = {id}", "reminder_2021": "customer_id = {id}", "reminder_rest": "customer_id = {id}",
    "address": "address_id = (SELECT address_id FROM {schema}customer WHERE customer_id = {id})",
}

FIRST = "Ada Berta Carlo Dora Emil Frida Gino Hella Ivo Jana Kuno Lena Milo Nele Otto Paula Rosa Sven Tilda Udo".split()
LAST = "Albrizzi Boström Czerny Dahlgren Eklund Farkas Gellner Horváth Ilves Janda Kovač Lindahl Marek Novák".split()


def text(value):
    return "NULL" if value is None else str(value) if isinstance(value, (int, float)) else "'" + value.replace("'", "''") + "'"


def insert(table, columns, rows):
    lines = ",\n".join("(" + ", ".join(map(text, row)) + ")" for row in rows)
    return f"INSERT INTO {table} ({columns}) VALUES\n{lines};\n"


def person(n):
    first, last = FIRST[n % len(FIRST)], LAST[n // 3 % len(LAST)]
    return first, last, f"{first}.{last}.{n}@mail.example".lower()


def php(values):
    """As serialize() of PHP writes an array of texts."""
    inside = "".join(f's:{len(t.encode())}:"{t}";' for pair in values.items() for t in pair)
    return f"a:{len(values)}:{{{inside}}}"


def accounts(customers=120):
    """Of the music shop: cells with a structure of their own, as web shops and mailers keep settings."""
    return ACCOUNTS + insert("account", "account_id, customer_id, settings, preferences", [
        (n, n, json.dumps({"theme": "dark", "per_page": 50, "gifts": [{"email": f"friend{n}@gift.example", "count": n}]}),
         php({"timezone": "auto", "skin": "elastic", "reply_to": f"desk{n}@work.example"}))
        for n in range(1, customers + 1)])


def music(customers=120):
    rng = random.Random(7)
    out = MUSIC
    out += insert("employee", "employee_id, last_name, first_name, reports_to, phone, email",
                  [(n, LAST[n], FIRST[n], None if n == 1 else 1, f"+44 20 7946 00{n:02d}", f"rep{n}@shop.example")
                   for n in range(1, 6)])
    people = [(n, *person(n)) for n in range(1, customers + 1)]
    out += insert("customer", "customer_id, first_name, last_name, address, city, phone, email, support_rep_id",
                  [(n, first, last, f"{n} Mill Road", "Leeds", f"+44 7700 900{n:03d}", mail, n % 5 + 1)
                   for n, first, last, mail in people])
    out += insert("track", "track_id, name", [(n, f"Tune number {n}") for n in range(1, 31)])
    invoices = [(n, rng.randrange(1, customers + 1), f"202{n % 4}-0{n % 9 + 1}-1{n % 9}") for n in range(1, 401)]
    out += insert("invoice", "invoice_id, customer_id, invoice_date, billing_address, billing_city, total",
                  [(n, c, day, f"{c} Mill Road", "Leeds", 1.98) for n, c, day in invoices])
    out += insert("invoice_line", "invoice_line_id, invoice_id, track_id, quantity",
                  [(n, (n - 1) // 2 + 1, rng.randrange(1, 31), 1) for n in range(1, 801)])
    return out


def rental(schema, customers=120):
    rng = random.Random(8)
    out = f"CREATE SCHEMA {schema}; SET search_path = {schema};\n" + RENTAL
    out += insert("address", "address, postal_code, phone",
                  [(f"{n} Harbour View", f"BS{n % 9} 1AA", f"+44 7700 900{n:03d}") for n in range(1, customers + 5)])
    out += insert("store", "address_id", [(customers + 1,), (customers + 2,)])
    out += insert("staff", "first_name, last_name, email, address_id, store_id",
                  [("Mika", "Sandoval", "mika@rental.example", customers + 3, 1),
                   ("Jonna", "Stephanides", "jonna@rental.example", customers + 4, 2)])
    # the last customer lives with the first
    out += insert("customer", "store_id, first_name, last_name, email, address_id",
                  [(n % 2 + 1, *person(n), n if n < customers else 1) for n in range(1, customers + 1)])
    rentals = [(f"202{n % 3 + 1}-0{n % 9 + 1}-1{n % 9} 10:00:00", rng.randrange(1, customers + 1), n % 2 + 1)
               for n in range(1, 601)]
    out += insert("rental", "rental_date, customer_id, staff_id", rentals)
    paid = [(c, s, n, 2.99, day) for n, (day, c, s) in enumerate(rentals, 1)]
    out += insert("payment_2021", "customer_id, staff_id, rental_id, amount, payment_date", [p for p in paid if p[4] < "2022"])
    out += insert("payment", "customer_id, staff_id, rental_id, amount, payment_date", [p for p in paid if p[4] >= "2022"])
    out += insert("reminder", "customer_id, sent_on, wording",
                  [(n, f"202{n % 3 + 1}-03-0{n % 8 + 1}", f"Dear {person(n)[0]}, please return the disc.")
                   for n in range(1, customers + 1)])
    return out
