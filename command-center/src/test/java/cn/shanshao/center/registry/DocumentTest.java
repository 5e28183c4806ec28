package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class DocumentTest {
    @Autowired
    Registry registry;

    @Autowired
    ConfigDocuments documents;

    @Test
    void aDocumentTellsBelowWhichDivisionsItsOwnLies() {
        Scenery.slope(registry, "doc-slope", Scenery.HUADIAN, "10000004001");
        var edition = documents.edit().documents();
        assertThat(edition.get(Scenery.HUADIAN).above()).containsExactly("2202", "22");
        assertThat(edition.get("22").above()).isEmpty();
    }
}
