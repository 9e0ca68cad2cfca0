// The account of what must stay as it is: originals, receipts, correction requests, closing lists and the book's daily digests.
param name string
param location string
param tags object
param sku string
param retentionDays int
param policyState string
param deleteAfterRetention bool

var containers = ['custodia', 'resguardos']

module account 'account.bicep' = {
  name: 'custody-account'
  params: {
    name: name
    location: location
    tags: tags
    sku: sku
    immutable: true
    immutableDays: retentionDays
    policyState: policyState
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  name: '${name}/default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [for item in containers: {
  parent: blobs
  name: item
  properties: {
    publicAccess: 'None'
    immutableStorageWithVersioning: { enabled: true }
  }
  dependsOn: [account]
}]

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: name
}

// Never archive: the register is verified against these blobs, and an archived one takes hours to read.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: storage
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'custody-cools'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['custodia/', 'resguardos/'] }
            actions: {
              baseBlob: {
                tierToCool: { daysAfterModificationGreaterThan: 180 }
                tierToCold: { daysAfterModificationGreaterThan: 1096 }
              }
            }
          }
        }
        {
          // R4 11 c.3: 12 years, and never less than three after the programme's close: hence a switch, which a person turns.
          name: 'custody-ends'
          type: 'Lifecycle'
          enabled: deleteAfterRetention
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['custodia/', 'resguardos/'] }
            actions: {
              baseBlob: { delete: { daysAfterCreationGreaterThan: retentionDays } }
              version: { delete: { daysAfterCreationGreaterThan: retentionDays } }
            }
          }
        }
      ]
    }
  }
  dependsOn: [account]
}

resource guard 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'custody-stays'
  scope: storage
  properties: {
    level: 'CanNotDelete'
    notes: 'The originals of the register.'
  }
  dependsOn: [account]
}

output name string = account.outputs.name
