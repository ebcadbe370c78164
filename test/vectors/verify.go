// Command verify checks a published log with the Go team's own packages (golang.org/x/mod/sumdb), sharing no code with
// the log's makers. It reads, from a server or a folder of the same files, and never writes.
//
// Usage: verify <base URL or folder> <verifier key> [index [old-size]]
//
// Without an index a spread of entries is checked, without an old size a spread of earlier sizes.
// Exit status: 0 with one line when all holds, 1 with the reason when something does not, 64 for wrong usage.
//
// Debian: golang-go, golang-golang-x-mod-dev; GO111MODULE=off GOPATH=/usr/share/gocode go build verify.go
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight   = 8
	tileWidth    = 1 << tileHeight
	largestReply = 64 << 20
)

func main() {
	if len(os.Args) < 3 || len(os.Args) > 5 {
		fmt.Fprintln(os.Stderr, "usage: verify <base URL or folder> <verifier key> [index [old-size]]")
		os.Exit(64)
	}
	said, err := verify(source(strings.TrimRight(os.Args[1], "/")), os.Args[2], os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Println(said)
}

// verify runs every check; the string says what held.
func verify(from source, vkey string, numbers []string) (string, error) {
	tree, origin, err := openCheckpoint(from, vkey)
	if err != nil {
		return "", err
	}
	indexes, oldSizes, err := choose(numbers, tree.N)
	if err != nil {
		return "", err
	}
	rebuilt, err := rebuild(from, tree)
	if err != nil {
		return "", err
	}
	if err := compareTiles(from, tree, rebuilt); err != nil {
		return "", err
	}
	for _, index := range indexes {
		if err := checkInclusion(from, tree, index); err != nil {
			return "", err
		}
	}
	for _, size := range oldSizes {
		if err := checkConsistency(from, tree, rebuilt, size); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("accepted: %s size %d root %s, %d inclusion and %d consistency proofs",
		origin, tree.N, tree.Hash, len(indexes), len(oldSizes)), nil
}

// openCheckpoint verifies the note's signature and reads the three lines of C2SP tlog-checkpoint.
// tlog.ParseTree is no help: it wants the header of go.sum databases.
func openCheckpoint(from source, vkey string) (tree tlog.Tree, origin string, err error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tree, "", fmt.Errorf("verifier key: %w", err)
	}
	signed, err := from.read("checkpoint")
	if err != nil {
		return tree, "", err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tree, "", fmt.Errorf("checkpoint: %w", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[len(lines)-1] != "" {
		return tree, "", fmt.Errorf("checkpoint: fewer than three lines")
	}
	for _, line := range lines[:len(lines)-1] {
		if line == "" {
			return tree, "", fmt.Errorf("checkpoint: an empty line")
		}
	}
	if lines[0] != verifier.Name() {
		return tree, "", fmt.Errorf("checkpoint: origin %q, but the key is of %q", lines[0], verifier.Name())
	}
	tree.N, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil || tree.N < 0 || strconv.FormatInt(tree.N, 10) != lines[1] {
		return tree, "", fmt.Errorf("checkpoint: %q is no size", lines[1])
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, "", fmt.Errorf("checkpoint: %q is no root", lines[2])
	}
	copy(tree.Hash[:], root)
	return tree, lines[0], nil
}

// choose reads the index and old size of the command line, or takes a spread of both.
func choose(numbers []string, size int64) (indexes, oldSizes []int64, err error) {
	indexes, oldSizes = spread(0, size-1), spread(1, size)
	if len(numbers) > 0 {
		index, err := strconv.ParseInt(numbers[0], 10, 64)
		if err != nil || index < 0 || index >= size {
			return nil, nil, fmt.Errorf("no entry %s in a log of %d", numbers[0], size)
		}
		indexes = []int64{index}
	}
	if len(numbers) > 1 {
		oldSize, err := strconv.ParseInt(numbers[1], 10, 64)
		if err != nil || oldSize < 1 || oldSize > size {
			return nil, nil, fmt.Errorf("no earlier size %s of a log of %d", numbers[1], size)
		}
		oldSizes = []int64{oldSize}
	}
	return indexes, oldSizes, nil
}

// spread picks numbers from low to high: all when few, else the ends, the edges of tiles, and some between.
func spread(low, high int64) []int64 {
	wanted := map[int64]bool{}
	for _, edge := range []int64{1, tileWidth, 2 * tileWidth, tileWidth * tileWidth} {
		for near := edge - 1; near <= edge+1; near++ {
			wanted[near] = true
		}
	}
	for part := int64(0); part <= 16; part++ {
		wanted[low+(high-low)*part/16] = true
	}
	var chosen []int64
	for number := range wanted {
		if number >= low && number <= high {
			chosen = append(chosen, number)
		}
	}
	return chosen
}

// stored is the hashes of a tree in the order tlog numbers them, kept in memory.
type stored []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(s)) {
			return nil, fmt.Errorf("hash %d is not there", index)
		}
		hashes[i] = s[index]
	}
	return hashes, nil
}

// rebuild hashes every entry of the bundles into a tree of its own, which must have the signed root.
func rebuild(from source, tree tlog.Tree) (stored, error) {
	var hashes stored
	for first := int64(0); first < tree.N; first += tileWidth {
		entries, err := readEntries(from, first/tileWidth, tree.N)
		if err != nil {
			return nil, err
		}
		for i, entry := range entries {
			more, err := tlog.StoredHashes(first+int64(i), entry, hashes)
			if err != nil {
				return nil, err
			}
			hashes = append(hashes, more...)
		}
	}
	root := emptyRoot
	if tree.N > 0 {
		var err error
		if root, err = tlog.TreeHash(tree.N, hashes); err != nil {
			return nil, err
		}
	}
	if root != tree.Hash {
		return nil, fmt.Errorf("entries: their root is %s, the signed one %s", root, tree.Hash)
	}
	return hashes, nil
}

// emptyRoot is SHA-256 of no bytes (RFC 6962, 2.1); tlog of this age gives zeros for the empty tree.
var emptyRoot = tlog.Hash{
	0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
	0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
}

// compareTiles holds every tile the log must serve, byte for byte, against the rebuilt tree.
func compareTiles(from source, tree tlog.Tree, rebuilt stored) error {
	for level := 0; tree.N>>(tileHeight*level) > 0; level++ {
		count := tree.N >> (tileHeight * level)
		for index := int64(0); index*tileWidth < count; index++ {
			tile := tlog.Tile{H: tileHeight, L: level, N: index, W: widthAt(index, count)}
			want, err := tlog.ReadTileData(tile, rebuilt)
			if err != nil {
				return err
			}
			path := tilePath(strconv.Itoa(level), index, tile.W)
			got, err := from.read(path)
			if err != nil {
				return err
			}
			if !bytes.Equal(got, want) {
				return fmt.Errorf("%s: not the hashes of the entries", path)
			}
		}
	}
	return nil
}

// checkInclusion proves one entry from the tiles and checks the proof against the signed root.
func checkInclusion(from source, tree tlog.Tree, index int64) error {
	entries, err := readEntries(from, index/tileWidth, tree.N)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(tree.N, index, tlog.TileHashReader(tree, tiles{from}))
	if err != nil {
		return fmt.Errorf("inclusion of %d: %w", index, err)
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entries[index%tileWidth])); err != nil {
		return fmt.Errorf("inclusion of %d: %w", index, err)
	}
	return nil
}

// checkConsistency proves from the tiles that the log of an earlier size, as its entries have it, is a prefix.
func checkConsistency(from source, tree tlog.Tree, rebuilt stored, size int64) error {
	oldRoot, err := tlog.TreeHash(size, rebuilt)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, size, tlog.TileHashReader(tree, tiles{from}))
	if err != nil {
		return fmt.Errorf("consistency with %d: %w", size, err)
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, oldRoot); err != nil {
		return fmt.Errorf("consistency with %d: %w", size, err)
	}
	return nil
}

// readEntries reads one bundle: each entry behind its length, a big-endian uint16.
func readEntries(from source, index, size int64) ([][]byte, error) {
	width := widthAt(index, size)
	path := tilePath("entries", index, width)
	rest, err := from.read(path)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(rest) > 0 {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s: cut off", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		entries = append(entries, rest[2:end])
		rest = rest[end:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("%s: %d entries, not %d", path, len(entries), width)
	}
	return entries, nil
}

// tiles gives tlog the log's tiles.
type tiles struct{ from source }

// Height implements tlog.TileReader.
func (t tiles) Height() int { return tileHeight }

// SaveTiles implements tlog.TileReader; nothing is kept.
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles implements tlog.TileReader.
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		read, err := t.from.read(tilePath(strconv.Itoa(tile.L), tile.N, tile.W))
		if err != nil {
			return nil, err
		}
		data[i] = read
	}
	return data, nil
}

// widthAt is how wide the tile of an index is where its level has count hashes.
func widthAt(index, count int64) int {
	if rest := count - index*tileWidth; rest < tileWidth {
		return int(rest)
	}
	return tileWidth
}

// tilePath is C2SP tlog-tiles' path. Unlike tlog.Tile.Path it does not name the height.
func tilePath(level string, index int64, width int) string {
	path := fmt.Sprintf("%03d", index%1000)
	for index /= 1000; index > 0; index /= 1000 {
		path = fmt.Sprintf("x%03d/%s", index%1000, path)
	}
	if width < tileWidth {
		path = fmt.Sprintf("%s.p/%d", path, width)
	}
	return "tile/" + level + "/" + path
}

// source is a base URL or a folder.
type source string

var client = http.Client{Timeout: 30 * time.Second}

func (s source) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(s), "http://") && !strings.HasPrefix(string(s), "https://") {
		return os.ReadFile(filepath.Join(string(s), filepath.FromSlash(path)))
	}
	response, err := client.Get(string(s) + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, largestReply))
}
