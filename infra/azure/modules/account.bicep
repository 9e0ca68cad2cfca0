// A storage account as this house wants every one of them.
param name string
param location string
param tags object
param sku string

@description('Whether every version of every blob can be made immutable. Can only be said when the account is made.')
param immutable bool = false

@description('Days of the account\'s immutability policy; without meaning unless immutable.')
param immutableDays int = 1

@description('State of that policy.')
param policyState string = 'Unlocked'

var versioned = {
  immutableStorageWithVersioning: {
    enabled: true
    immutabilityPolicy: {
      immutabilityPeriodSinceCreationInDays: immutableDays
      state: policyState
      allowProtectedAppendWrites: false
    }
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: union({
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }, immutable ? versioned : {})
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: immutable
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
