// verifytrail checks a whole trail of gdprd, a state directory's trail/ or an export, with the
// verifier key alone. Written from gdprd-trail(5); trees and notes by golang.org/x/mod/sumdb.
//
//	verifytrail DIR VKEY [CHECKPOINT...]
//
// prints "ok SIZE", or "bad INDEX FILE OFFSET WHAT" and exits 5. With "-", a line "DIR VKEY ..." of
// standard input for each trail.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// bad is what is panicked with, and what becomes the verdict.
type bad struct {
	index  int64
	file   string
	offset int
	what   string
}

type head struct {
	root   tlog.Hash
	file   string
	offset int
}

type place struct {
	file   string
	offset int
}

// term is a key, and the sizes that it signs: beyond after, up to until.
type term struct {
	vkey         string
	verifier     note.Verifier
	after, until int64
}

type trail struct {
	dir     string
	vkey    string
	terms   []term
	named   map[int64][32]byte // payload commitment of the entries that name the next key
	worse   *bad               // a succession that is not good
	size    int64
	stored  []tlog.Hash // as sumdb/tlog numbers them
	tiles   [8][]byte
	heads   map[int64][]head
	absent  map[int64]place
	tree    []byte // tree/0, to find out which leaf is another
	signed  int64
	suspect int64
	epoch   uint32
	start   uint32
	foreign bool
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)
var be = binary.BigEndian

func (t *trail) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = t.stored[index]
	}
	return out, nil
}

func (t *trail) root() tlog.Hash {
	root, err := tlog.TreeHash(t.size, t)
	if err != nil {
		panic(err)
	}
	return root
}

func (t *trail) read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(t.dir, name))
	if err != nil {
		return nil
	}
	return data
}

func (t *trail) note(text []byte, file string, offset int, last int64) int64 {
	var verifiers []note.Verifier
	for _, one := range t.terms {
		verifiers = append(verifiers, one.verifier)
	}
	signed, err := note.Open(text, note.VerifierList(verifiers...))
	if err != nil {
		panic(bad{last, file, offset, err.Error()})
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != t.terms[0].verifier.Name() {
		panic(bad{last, file, offset, "not a checkpoint of this log"})
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	hash, err2 := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || err2 != nil || len(hash) != tlog.HashSize {
		panic(bad{last, file, offset, "not a checkpoint"})
	}
	for _, sig := range signed.Sigs {
		for _, one := range t.terms {
			if one.verifier.KeyHash() == sig.Hash && (size > one.until || size <= one.after) {
				panic(bad{last, file, offset, "signed by a key whose turn it was not"})
			}
		}
	}
	t.heads[size] = append(t.heads[size], head{tlog.Hash(*(*[32]byte)(hash)), file, offset})
	return size
}

// text is a CBOR text of 24 to 255 bytes.
func text(words string) []byte {
	return append([]byte{0x78, byte(len(words))}, words...)
}

// succession takes in who signs after the last key, and from which size on.
func (t *trail) succession(record []byte, offset int) error {
	before := &t.terms[len(t.terms)-1]
	signed, err := note.Open(record, note.VerifierList(before.verifier))
	if err != nil {
		return err
	}
	var next, root string
	var size int64
	form := "gdprd signing key succession v1\n" + before.verifier.Name() + "\nbefore " + before.vkey
	if !strings.HasPrefix(signed.Text, form+"\n") {
		return fmt.Errorf("not of the key before")
	}
	if _, err := fmt.Sscanf(signed.Text[len(form)+1:], "next %s\nsize %d\nroot %s\n", &next, &size, &root); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(next)
	if err != nil {
		return err
	}
	hash, err := base64.StdEncoding.DecodeString(root)
	if err != nil || len(hash) != tlog.HashSize || size <= before.after || verifier.Name() != before.verifier.Name() {
		return fmt.Errorf("not a succession")
	}
	for _, one := range t.terms {
		if one.vkey == next {
			return fmt.Errorf("back to an earlier key")
		}
	}
	payload := append([]byte("\xa3dkindgsigningdnext"), text(next)...)
	payload = append(append(payload, "fbefore"...), text(before.vkey)...)
	t.named[size-1] = sha256.Sum256(append([]byte{2}, payload...))
	t.heads[size] = append(t.heads[size], head{tlog.Hash(*(*[32]byte)(hash)), "successions", offset})
	before.until = size
	t.terms = append(t.terms, term{next, verifier, size, math.MaxInt64})
	return nil
}

// successions stops at the first that is not good; that is told after the notes, whose keys may be
// missing then.
func (t *trail) successions() {
	log, last := t.read("successions"), int64(0)
	for at := 0; at < len(log); {
		end := -1
		if body := bytes.Index(log[at:], []byte("\n\n")); body >= 0 {
			end = bytes.Index(log[at+body+2:], []byte("\n\n")) + at + body + 2
			if end < at+body+2 {
				end = -1
			}
		}
		err := fmt.Errorf("cut off")
		if end >= 0 {
			err = t.succession(log[at:end+1], at)
		}
		if err != nil {
			t.worse = &bad{last, "successions", at, err.Error()}
			return
		}
		at, last = end+2, t.terms[len(t.terms)-1].after
	}
}

// public is the public key in a file of a signing key; empty: there is none.
func (t *trail) public(name string) string {
	data := t.read(name)
	if len(bytes.Trim(data, "\x00")) == 0 || len(data) < 9+int(data[8])+32 {
		return ""
	}
	return string(data[9+int(data[8]):][:32])
}

func publicOf(vkey string) string {
	key, _ := base64.StdEncoding.DecodeString(strings.SplitN(vkey, "+", 3)[2])
	return string(key[1:])
}

func (t *trail) notes(known []string) int64 {
	t.successions()
	latest := t.note(t.read("checkpoint"), "checkpoint", 0, 0)
	if text := t.read("last-signed"); text != nil {
		t.note(text, "last-signed", 0, 0)
	}
	for _, file := range known {
		text, _ := os.ReadFile(file)
		t.note(text, file, 0, 0)
	}
	log, at, last, found := t.read("checkpoints"), 0, int64(0), false
	for {
		body := bytes.Index(log[at:], []byte("\n\n"))
		if body < 0 {
			break
		}
		end := bytes.Index(log[at+body+2:], []byte("\n\n"))
		if end < 0 {
			break
		}
		end += at + body + 2
		size := t.note(log[at:end+1], "checkpoints", at, last)
		if size <= last {
			panic(bad{size, "checkpoints", at, "sizes do not grow"})
		}
		at, last, found = end+2, size, found || size == latest
	}
	if !found {
		index := latest
		if log == nil {
			index = 0
		}
		panic(bad{index, "checkpoints", 0, "the latest is missing"})
	}
	if vkey := t.read("vkey"); vkey != nil && string(vkey) != t.vkey+"\n" {
		panic(bad{0, "vkey", 0, "another key"})
	}
	for _, name := range []string{"keys/ratchet", "keys/signing", "keys/signing-next", "keys/epochs"} {
		data := t.read(name)
		if len(bytes.Trim(data, "\x00")) == 0 {
			continue
		}
		body := len(data) - 4
		if body < 8 || string(data[:6]) != "gdprdK" || crc32.Checksum(data[:body], castagnoli) != be.Uint32(data[body:]) {
			panic(bad{0, name, 0, "damaged"})
		}
	}
	signing, next := t.public("keys/signing"), t.public("keys/signing-next")
	newest := len(t.terms) - 1
	handed := newest > 0 && signing == publicOf(t.terms[max(newest-1, 0)].vkey) && next == publicOf(t.terms[newest].vkey)
	if signing != "" && signing != publicOf(t.terms[newest].vkey) && !handed {
		panic(bad{0, "keys/signing", 0, "another key"})
	}
	if t.worse != nil {
		panic(*t.worse)
	}
	return latest
}

func (t *trail) blame(otherwise int64) int64 {
	if t.suspect >= 0 {
		return t.suspect
	}
	return otherwise
}

func (t *trail) known(seq int64) []byte {
	if int64(len(t.tree)) < 32*seq+32 {
		return nil
	}
	return t.tree[32*seq : 32*seq+32]
}

// leaf takes the next leaf and what is stored of its payload; zeros or nothing is a destroyed one.
func (t *trail) leaf(leaf, stored []byte, at, payload place) {
	seq := t.size
	if len(leaf) < 50 {
		panic(bad{seq, at.file, at.offset, "leaf is cut off"})
	}
	epoch, length := be.Uint32(leaf[2:]), be.Uint32(leaf[14:])
	none := bytes.Equal(leaf[18:50], make([]byte, 32))
	if leaf[0] != 1 || leaf[1] < 1 || leaf[1] > 2 || int64(be.Uint64(leaf[6:])) != seq || (length == 0) != none {
		panic(bad{seq, at.file, at.offset, "leaf"})
	}
	if length > 0 {
		commitment := sha256.Sum256(append([]byte{2}, stored...))
		if !bytes.Equal(commitment[:], leaf[18:50]) {
			if len(bytes.Trim(stored, "\x00")) > 0 {
				panic(bad{seq, payload.file, payload.offset, "payload was altered"})
			}
			t.absent[seq] = payload
		}
	}
	if named, ok := t.named[seq]; ok && !bytes.Equal(named[:], leaf[18:50]) {
		panic(bad{seq, at.file, at.offset, "names no signing key"})
	}
	if leaf[1] == 2 && len(leaf) >= 58 {
		delete(t.absent, int64(be.Uint64(leaf[50:])))
	}
	if epoch < t.epoch || epoch > t.epoch && !bytes.Contains(stored, []byte("fcommitX ")) {
		panic(bad{seq, at.file, at.offset, "epoch"})
	}
	t.epoch = epoch
	hashes, err := tlog.StoredHashes(seq, leaf, t)
	if err != nil {
		panic(err)
	}
	if tree := t.known(seq); t.suspect < 0 && tree != nil && !bytes.Equal(tree, hashes[0][:]) {
		t.suspect = seq
	}
	for height := 0; height < len(hashes); height += 8 {
		t.tiles[height/8] = append(t.tiles[height/8], hashes[height][:]...)
	}
	t.stored = append(t.stored, hashes...)
	t.size++
	for _, one := range t.heads[t.size] {
		if one.root != t.root() {
			panic(bad{t.blame(t.signed), one.file, one.offset, "other entries than signed"})
		}
		t.signed = t.size
	}
	delete(t.heads, t.size)
}

func zeros(data []byte, begin, end int, file string, index int64) {
	for at := begin; at < end; at++ {
		if data[at] != 0 {
			panic(bad{index, file, at, "not zero"})
		}
	}
}

// frame returns where the frame at `at` ends.
func (t *trail) frame(data []byte, at int, file string) int {
	header := append([]byte{}, data[at:min(at+108, len(data))]...)
	header = append(header, make([]byte, 108-len(header))...)
	count, leavesBytes, payloads := be.Uint32(header[24:]), int(be.Uint32(header[28:])), int(be.Uint32(header[32:]))
	first, begin, end := int64(be.Uint64(header[16:])), at+108, at+108+leavesBytes
	stop := at + (end+payloads-at+4095)/4096*4096
	good := string(header[:8]) == "gdprdTF1" && be.Uint32(header[36:]) < 2 && count > 0 && count <= 32768 && stop <= len(data)
	if good {
		crc := crc32.Update(crc32.Checksum(header[:104], castagnoli), castagnoli, data[begin:end])
		good = crc == be.Uint32(header[104:])
	}
	for where, seq := begin, t.size; !good && first == t.size && seq < first+int64(count) && where+2 <= end && end <= len(data); seq++ {
		length := min(int(be.Uint16(data[where:])), len(data)-where-2)
		hash, tree := tlog.RecordHash(data[where+2:where+2+length]), t.known(seq)
		if tree != nil && !bytes.Equal(tree, hash[:]) {
			panic(bad{seq, file, where + 2, "leaf is not the one in the tree"})
		}
		where += 2 + length
	}
	t.foreign = good && first != t.size // no torn tail: a commit begins with the next entry
	if !good || t.foreign || be.Uint32(header[12:]) < t.start {
		panic(bad{t.size, file, at, "frame"})
	}
	t.start = be.Uint32(header[12:])
	where, stored, left := begin, end, map[uint32]bool{}
	if be.Uint32(header[36:]) == 1 { // the numbers of the leaves whose payload is left out end the area
		for i := uint32(0); i < count && where+2 <= end; i++ {
			where += 2 + int(be.Uint16(data[where:]))
		}
		leaves, list := where, where
		for ; list+4 <= end; list += 4 {
			left[be.Uint32(data[list:])] = true
		}
		if where, end = begin, leaves; list != stored || len(left) == 0 {
			panic(bad{t.size, file, at, "list of payloads left out"})
		}
	}
	for i := uint32(0); i < count; i++ {
		if where+2 > end || where+2+int(be.Uint16(data[where:])) > end || be.Uint16(data[where:]) < 50 {
			panic(bad{t.blame(t.size), file, where + 2, "leaf is cut off"})
		}
		leaf := data[where+2 : where+2+int(be.Uint16(data[where:]))]
		length := min(int(be.Uint32(leaf[14:])), len(data)-stored)
		if left[i] {
			length = 0
		}
		t.leaf(leaf, data[stored:stored+length], place{file, where + 2}, place{file, stored})
		where, stored = where+2+len(leaf), stored+length
	}
	root := t.root()
	if !bytes.Equal(root[:], header[40:72]) || where != end || stored != at+108+leavesBytes+payloads {
		panic(bad{t.blame(first), file, at, "root"})
	}
	t.foreign = true // the frame is whole: what is wrong with its padding is no torn tail
	zeros(data, stored, stop, file, t.size-1)
	t.foreign = false
	return stop
}

// tail runs a frame, and says whether it is none that anybody was told of.
func (t *trail) tail(data []byte, at int, file string, last bool) (end int, torn bool) {
	defer func() {
		if what := recover(); what != nil {
			if !last || len(t.heads) > 0 || t.foreign || data[at] != 'g' || at+4096 < len(data) && bytes.Contains(data[at+4096:], []byte("gdprdTF1")) {
				panic(what)
			}
			end, torn = at, true
		}
	}()
	return t.frame(data, at, file), false
}

func (t *trail) segments() {
	t.tree = t.read("tree/0")
	names, _ := filepath.Glob(filepath.Join(t.dir, "segments", "*.seg"))
	sort.Strings(names)
	file, at := "segments", 0
	for i, name := range names {
		base := "segments/" + filepath.Base(name)
		if first, err := strconv.ParseInt(strings.TrimSuffix(filepath.Base(name), ".seg"), 10, 64); err != nil || first != t.size {
			panic(bad{t.size, file, at, "entries are missing before " + base})
		}
		data, torn := t.read(base), false
		file, at = base, 0
		for !torn && at < len(data) && len(bytes.Trim(data[at:min(at+108, len(data))], "\x00")) > 0 {
			at, torn = t.tail(data, at, file, i+1 == len(names))
		}
		if !torn {
			zeros(data, at, len(data), file, t.size)
		}
	}
	t.finish(file, at)
	for _, name := range []string{"segments/spare", "reserve"} {
		zeros(t.read(name), 0, len(t.read(name)), name, t.size)
	}
	for level, good := range t.tiles {
		t.compare(fmt.Sprintf("tree/%d", level), t.read(fmt.Sprintf("tree/%d", level)), good, 0, level)
	}
}

// compare finds the first byte of a tree file or tile that is not that of the entries.
func (t *trail) compare(file string, data, good []byte, first int64, level int) {
	for i, b := range data {
		if i >= len(good) || good[i] != b {
			panic(bad{(first + int64(i/32)) << (8 * level), file, i, "hash of other entries"})
		}
	}
	if len(data)%32 != 0 {
		panic(bad{(first + int64(len(data)/32)) << (8 * level), file, len(data), "half a hash"})
	}
}

func (t *trail) finish(file string, at int) {
	if len(t.heads) > 0 {
		panic(bad{t.size, file, at, "entries are missing"})
	}
	first := int64(-1)
	for seq := range t.absent {
		if first < 0 || seq < first {
			first = seq
		}
	}
	if first >= 0 {
		panic(bad{first, t.absent[first].file, t.absent[first].offset, "payload is absent, and not redacted"})
	}
}

// path is a C2SP tile's or bundle's: 1234067 is x001/x234/067.
func path(prefix string, n int64, width int) string {
	name := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	if width < 256 {
		name += fmt.Sprintf(".p/%d", width)
	}
	return prefix + name
}

func (t *trail) export(size int64) {
	for n := int64(0); n*256 < size; n++ {
		width := int(min(256, size-n*256))
		file, beside := path("tile/entries/", n, width), path("payload/", n, width)
		bundle, payloads := t.read(file), t.read(beside)
		t.tree = append(t.tree, t.read(path("tile/0/", n, width))...)
		at, stored := 0, 0
		for i := 0; i < width; i++ {
			if at+2 > len(bundle) || at+2+int(be.Uint16(bundle[at:])) > len(bundle) {
				panic(bad{t.blame(t.size), file, at, "bundle is cut off"})
			}
			leaf := bundle[at+2 : at+2+int(be.Uint16(bundle[at:]))]
			if stored+4 > len(payloads) || stored+4+int(be.Uint32(payloads[stored:])) > len(payloads) {
				panic(bad{t.blame(t.size), beside, stored, "payloads are cut off"})
			}
			length := int(be.Uint32(payloads[stored:]))
			t.leaf(leaf, payloads[stored+4:stored+4+length], place{file, at + 2}, place{beside, stored + 4})
			at, stored = at+2+len(leaf), stored+4+length
		}
		if at != len(bundle) || stored != len(payloads) {
			panic(bad{t.size - 1, file, at, "bundle goes on behind its last entry"})
		}
	}
	t.finish("checkpoint", 0)
	for level, good := range t.tiles {
		for n := 0; n*8192 < len(good); n++ {
			part := good[n*8192 : min(n*8192+8192, len(good))]
			file := path(fmt.Sprintf("tile/%d/", level), int64(n), len(part)/32)
			data := t.read(file)
			t.compare(file, data, part, int64(n)*256, level)
			if len(data) != len(part) {
				panic(bad{int64(n) * 256 << (8 * level), file, len(data), "tile is missing or cut off"})
			}
		}
	}
}

func verify(words []string) (verdict string) {
	verifier, err := note.NewVerifier(words[1])
	if err != nil {
		return "error " + err.Error()
	}
	t := &trail{dir: words[0], vkey: words[1], suspect: -1, named: map[int64][32]byte{},
		terms: []term{{words[1], verifier, -1, math.MaxInt64}},
		heads: map[int64][]head{}, absent: map[int64]place{}}
	defer func() {
		if what := recover(); what != nil {
			fault, ok := what.(bad)
			if !ok {
				panic(what)
			}
			verdict = fmt.Sprintf("bad %d %s %d %s", fault.index, fault.file, fault.offset, fault.what)
		}
	}()
	latest := t.notes(words[2:])
	if _, err := os.Stat(filepath.Join(t.dir, "tile")); err == nil {
		t.export(latest)
	} else {
		t.segments()
	}
	return fmt.Sprintf("ok %d", t.size)
}

func min[T int | int64](a, b T) T {
	if a < b {
		return a
	}
	return b
}

func max(a, b int) int {
	if a > b {
		return a
	}
	return b
}

func main() {
	if len(os.Args) > 2 {
		verdict := verify(os.Args[1:])
		fmt.Println(verdict)
		if !strings.HasPrefix(verdict, "ok") {
			os.Exit(5)
		}
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fmt.Println(verify(strings.Fields(lines.Text())))
	}
}
