/*
 * The export table
 *
 * Copyright 2026 the netapi32 session project
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#include "netapi32_test.h"

/* The names are in groups, as in their reference pages. */

/* Their pages name this DLL, and no version from Windows 7 on lacks them. */
static const char *const documented[] =
{
    "DavGetHTTPFromUNCPath", "DavGetUNCFromHTTPPath", "DsEnumerateDomainTrustsA",
    "DsEnumerateDomainTrustsW", "DsGetDcNameA", "DsGetDcNameW", "DsGetForestTrustInformationW",
    "DsGetSiteNameA", "DsGetSiteNameW", "DsMergeForestTrustInformationW", "DsRoleFreeMemory",
    "DsRoleGetPrimaryDomainInformation", "NetApiBufferAllocate", "NetApiBufferFree",
    "NetApiBufferReallocate", "NetApiBufferSize", "NetConnectionEnum", "NetDfsAdd", "NetDfsEnum",
    "NetDfsGetInfo", "NetDfsMove", "NetDfsRemove", "NetDfsSetInfo", "NetFileClose", "NetFileEnum",
    "NetFileGetInfo", "NetGetAnyDCName", "NetGetDCName", "NetGetDisplayInformationIndex",
    "NetGetJoinInformation", "NetGroupAdd", "NetGroupAddUser", "NetGroupDel", "NetGroupDelUser",
    "NetGroupEnum", "NetGroupGetInfo", "NetGroupGetUsers", "NetGroupSetInfo", "NetGroupSetUsers",
    "NetLocalGroupAdd", "NetLocalGroupAddMembers", "NetLocalGroupDel", "NetLocalGroupDelMembers",
    "NetLocalGroupEnum", "NetLocalGroupGetInfo", "NetLocalGroupGetMembers", "NetLocalGroupSetInfo",
    "NetLocalGroupSetMembers", "NetQueryDisplayInformation", "NetRemoteComputerSupports",
    "NetRemoteTOD", "NetServerComputerNameAdd", "NetServerComputerNameDel", "NetServerDiskEnum",
    "NetServerEnum", "NetServerGetInfo", "NetServerSetInfo", "NetServerTransportAdd",
    "NetServerTransportAddEx", "NetServerTransportDel", "NetServerTransportEnum", "NetSessionDel",
    "NetSessionEnum", "NetSessionGetInfo", "NetShareAdd", "NetShareCheck", "NetShareDel",
    "NetShareDelEx",
    "NetShareEnum", "NetShareGetInfo", "NetShareSetInfo", "NetStatisticsGet", "NetUseAdd",
    "NetUseDel", "NetUseEnum", "NetUseGetInfo", "NetUserAdd", "NetUserChangePassword", "NetUserDel",
    "NetUserEnum", "NetUserGetGroups", "NetUserGetInfo", "NetUserGetLocalGroups",
    "NetUserModalsGet", "NetUserModalsSet", "NetUserSetGroups", "NetUserSetInfo", "NetWkstaGetInfo",
    "NetWkstaSetInfo", "NetWkstaTransportEnum", "NetWkstaUserEnum", "NetWkstaUserGetInfo",
    "NetWkstaUserSetInfo", "Netbios"
};

/* The same, but no Wine has them. */
static const char *const not_in_wine[] =
{
    "DavAddConnection", "DavDeleteConnection", "DavFlushFile", "DavGetExtendedError",
    "DsAddressToSiteNamesA", "DsAddressToSiteNamesExA", "DsAddressToSiteNamesExW",
    "DsAddressToSiteNamesW", "DsDeregisterDnsHostRecordsA", "DsDeregisterDnsHostRecordsW",
    "DsGetDcCloseW", "DsGetDcNextA", "DsGetDcNextW", "DsGetDcOpenA", "DsGetDcOpenW",
    "DsGetDcSiteCoverageA", "DsGetDcSiteCoverageW", "DsValidateSubnetNameA",
    "DsValidateSubnetNameW", "NetAddAlternateComputerName", "NetAddServiceAccount",
    "NetDfsAddFtRoot", "NetDfsAddRootTarget", "NetDfsAddStdRoot", "NetDfsGetClientInfo",
    "NetDfsGetFtContainerSecurity", "NetDfsGetSecurity", "NetDfsGetStdContainerSecurity",
    "NetDfsGetSupportedNamespaceVersion", "NetDfsRemoveFtRoot", "NetDfsRemoveFtRootForced",
    "NetDfsRemoveRootTarget", "NetDfsRemoveStdRoot", "NetDfsSetClientInfo",
    "NetDfsSetFtContainerSecurity", "NetDfsSetSecurity", "NetDfsSetStdContainerSecurity",
    "NetEnumerateComputerNames", "NetEnumerateServiceAccounts", "NetGetJoinableOUs",
    "NetIsServiceAccount", "NetJoinDomain", "NetProvisionComputerAccount", "NetQueryServiceAccount",
    "NetRemoveAlternateComputerName", "NetRemoveServiceAccount", "NetRenameMachineInDomain",
    "NetRequestOfflineDomainJoin", "NetSetPrimaryComputerName", "NetUnjoinDomain",
    "NetValidateName"
};

/*
 * Their pages call them obsolete, or missing from some version on, or new in a version after
 * Windows 7, or for servers only; or name neither a version nor the DLL.
 */
static const char *const in_some_versions[] =
{
    "I_NetLogonControl2", "NetAccessAdd", "NetAccessDel", "NetAccessEnum", "NetAccessGetInfo",
    "NetAccessGetUserPerms", "NetAccessSetInfo", "NetAlertRaise", "NetAlertRaiseEx",
    "NetCreateProvisioningPackage", "NetFreeAadJoinInformation", "NetGetAadJoinInformation",
    "NetLocalGroupAddMember", "NetLocalGroupDelMember", "NetMessageBufferSend", "NetMessageNameAdd",
    "NetMessageNameDel", "NetMessageNameEnum", "NetMessageNameGetInfo",
    "NetRequestProvisioningPackageInstall", "NetScheduleJobAdd", "NetScheduleJobDel",
    "NetScheduleJobEnum", "NetScheduleJobGetInfo", "NetValidatePasswordPolicy",
    "NetValidatePasswordPolicyFree", "NetWkstaTransportAdd", "NetWkstaTransportDel"
};

/* These have no pages, but other programs call them. */
static const char *const undocumented[] =
{
    "I_NetNameCanonicalize", "I_NetNameCompare", "I_NetNameValidate", "I_NetPathCanonicalize",
    "I_NetPathCompare", "I_NetPathType", "NetServerAliasAdd", "NetServerAliasDel",
    "NetServerAliasEnum", "NetServerStatisticsGet", "NetShareDelSticky", "NetShareEnumSticky",
    "NetpGetComputerName", "NetpIsRemote",
    "NetpNtStatusToApiStatus", "NetpwNameCanonicalize", "NetpwNameCompare", "NetpwNameValidate",
    "NetpwPathCanonicalize", "NetpwPathCompare", "NetpwPathType"
};

/*
 * This program calls these. Newer Windows have them in these DLLs, and netapi32 forwards to them.
 */
static const char *const called[] =
{
    "NetSessionGetInfo", "NetSessionEnum", "NetSessionDel", "NetApiBufferAllocate",
    "NetApiBufferFree", "NetApiBufferReallocate", "NetApiBufferSize", "NetWkstaGetInfo"
};

static const char *const other_dlls[] = { "srvcli.dll", "netutils.dll", "wkscli.dll" };

static void observe_export( HMODULE module, const char *name, const char *case_name )
{
    observe( "GetProcAddress", case_name );
    if (!module) observe_no_status( "no such DLL" );
    else if (GetProcAddress( module, name )) observe_status( ERROR_SUCCESS );
    else observe_no_status( "not exported" );
    observed();
}

static void observe_exports( HMODULE module, const char *const *names, unsigned int count,
                             const char *kind )
{
    unsigned int i;

    for (i = 0; i < count; i++)
        observe_export( module, names[i], case_name( "%s%s", kind, names[i] ) );
}

static void test_netapi32(void)
{
    HMODULE module = GetModuleHandleA( "netapi32.dll" );

    observe_exports( module, documented, ARRAYSIZE(documented), "" );
    todo_wine observe_exports( module, not_in_wine, ARRAYSIZE(not_in_wine), "" );
    observe_exports( module, in_some_versions, ARRAYSIZE(in_some_versions),
                     "not in all versions: " );
    observe_exports( module, undocumented, ARRAYSIZE(undocumented), "undocumented: " );
}

static void test_other_dlls(void)
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(other_dlls); i++)
    {
        HMODULE module = LoadLibraryA( other_dlls[i] );
        char kind[64];

        sprintf( kind, "%s: ", other_dlls[i] );
        observe_exports( module, called, ARRAYSIZE(called), kind );
        if (module) FreeLibrary( module );
    }
}

START_TEST(exports)
{
    begin_unit( "exports" );
    test_netapi32();
    test_other_dlls();
    end_unit();
}
