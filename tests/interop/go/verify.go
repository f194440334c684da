// verify checks a checkpoint and an inclusion proof of gdprd with the Go project's own transparency
// log packages (golang.org/x/mod/sumdb).
//
//	verify VKEY PROOF-FILE LEAF-FILE
//
// prints "verified INDEX SIZE", or says what is wrong and exits 1.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func hash(text string) tlog.Hash {
	bytes, err := base64.StdEncoding.DecodeString(text)
	check(err)
	var out tlog.Hash
	if copy(out[:], bytes) != tlog.HashSize || len(bytes) != tlog.HashSize {
		check(fmt.Errorf("not a hash: %s", text))
	}
	return out
}

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	check(err)
	text, err := os.ReadFile(os.Args[2])
	check(err)
	leaf, err := os.ReadFile(os.Args[3])
	check(err)

	head, checkpoint, found := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		check(fmt.Errorf("not a tlog-proof"))
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	check(err)
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		proof = append(proof, hash(line))
	}

	signed, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	check(err)
	body := strings.Split(signed.Text, "\n")
	if len(body) != 4 || body[0] != verifier.Name() {
		check(fmt.Errorf("not a checkpoint of %s", verifier.Name()))
	}
	size, err := strconv.ParseInt(body[1], 10, 64)
	check(err)
	check(tlog.CheckRecord(proof, size, hash(body[2]), index, tlog.RecordHash(leaf)))
	fmt.Println("verified", index, size)
}
