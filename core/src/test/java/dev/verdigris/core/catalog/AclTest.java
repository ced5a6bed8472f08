package dev.verdigris.core.catalog;

import java.util.Set;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AclTest {

    private static final RoleId OWNER = new RoleId("u1");
    private static final RoleId READER = new RoleId("u2");

    @Test
    void anAclIsReadFromTheTextFormOfTheServer() {
        AclItem item = AclItem.parse("u2=UC/u1");
        assertThat(item.grantee()).isEqualTo(READER);
        assertThat(item.grantor()).isEqualTo(OWNER);
        assertThat(item.privileges()).containsExactly(Privilege.USAGE, Privilege.CREATE);
        assertThat(item).hasToString("u2=UC/u1");
    }

    @Test
    void anEmptyGranteeIsPublic() {
        assertThat(AclItem.parse("=r/s1").grantee()).isEqualTo(RoleId.PUBLIC);
        assertThat(AclItem.parse("p=r/s1").grantee()).isEqualTo(RoleId.PUBLIC);
        assertThat(AclItem.parse("=r/s1")).hasToString("=r/s1");
    }

    @Test
    void anUnknownLetterIsAnError() {
        assertThatThrownBy(() -> AclItem.parse("u2=U?/u1")).hasMessageContaining("?");
        assertThatThrownBy(() -> AclItem.parse("garbage")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AclItem.parse("u2=/u1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGrantToPublicCountsForEveryRole() {
        Acl acl = Acl.of("=U/u1", "u2=C/u1");
        assertThat(acl.allows(Set.of(new RoleId("u9")), Privilege.USAGE)).isTrue();
        assertThat(acl.allows(Set.of(new RoleId("u9")), Privilege.CREATE)).isFalse();
        assertThat(acl.allows(Set.of(READER), Privilege.CREATE)).isTrue();
    }

    @Test
    void grantsOfSeveralGrantorsAddUp() {
        Acl acl = Acl.of("u2=U/u1", "u2=C/u3");
        assertThat(acl.granted(READER)).containsExactly(Privilege.USAGE, Privilege.CREATE);
    }

    @Test
    void aRevokeRemovesOnlyTheGrantsOfItsGrantor() {
        Acl acl = Acl.of("u2=UC/u1", "u2=C/u3").minus(READER, Set.of(Privilege.CREATE), OWNER);
        assertThat(acl).isEqualTo(Acl.of("u2=U/u1", "u2=C/u3"));
        assertThat(Acl.of("u2=U/u1").minus(READER, Set.of(Privilege.USAGE), OWNER))
                .isEqualTo(Acl.NONE);
    }

    @Test
    void aNewOwnerReplacesTheOldOneAsGrantorAndAsGrantee() {
        Acl acl = Acl.of("u1=UC/u1", "u2=U/u1", "u3=C/u1").reowned(OWNER, READER);
        assertThat(acl).isEqualTo(Acl.of("u2=UC/u2", "u3=C/u2"));
    }
}
