package dev.verdigris.cli.screen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CellsTest {

    @Test
    void nothingInATextCanMoveTheCursor() {
        assertThat(Cells.visible("a\u001b[2Jb\nc\rd\te\u0007\u009bf\u202eg\u200bh\u2028i\ud800j"))
                .isEqualTo("a\\u001b[2Jb\\nc\\rd\\te\\u0007\\u009bf\\u202eg\\u200bh\\u2028i\\ud800j");
    }

    @Test
    void aTabStaysWhereALineIsToPaste() {
        assertThat(Cells.pasteable("a\tb\u001b[2J\u202ec\rd")).isEqualTo("a\tb\\u001b[2J\\u202ec\\rd");
    }

    @ParameterizedTest
    @CsvSource({
        "'',4,''",
        "abcd,4,abcd",
        "abcdef,4,abcd|ef",
        "数据数,3,数|据|数",
        "abc,1,ab|c",
        "e\u0301e\u0301e,2,e\u0301e\u0301|e"
    })
    void aTextIsWrappedBetweenCharacters(String text, int width, String pieces) {
        assertThat(String.join("|", Cells.pieces(text, width))).isEqualTo(pieces);
    }

    @Test
    void aBarOfMoreThanAllIsFull() {
        assertThat(Bar.of(7, 5, 3, Style.Tone.GOOD).written(Style.PLAIN)).isEqualTo("███");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        for (String text : new String[] {"", "a b\"c'd", "größe", "数据", "🚀", "👩‍🚀", "❤️", "e\u0301"}) {
            assertThat(Cells.visible(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({"abc,3", "größe,5", "数据,4", "🚀,2", "한글,4", "ﾊﾝ,2", "Ａ,2", "e\u0301,1", "…█░,3", "'',0"})
    void aWideCharacterNeedsTwoCells(String text, int cells) {
        assertThat(Cells.width(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef,6,abcdef,abcdef,abcdef",
        "abcdef,5,abcd…,…cdef,a…def",
        "abcdef,1,…,…,…",
        "abcdef,0,'','',''",
        "数据数据,5,数据…,…数据,…数据",
        "数据数据,4,数…,…据,…据"
    })
    void aTextIsCutBetweenCharacters(String text, int room, String beginning, String end, String ends) {
        assertThat(Cells.beginning(text, room)).isEqualTo(beginning);
        assertThat(Cells.end(text, room)).isEqualTo(end);
        assertThat(Cells.ends(text, room)).isEqualTo(ends);
    }
}
