#!/usr/bin/env bash
# Deploys IntakePipeline to Azure: infrastructure, code, event subscription, in that order. May be run again at any time.
#
#   infra/azure/deploy.sh dev|prod RESOURCE-GROUP [--what-if] [--lock-custody]
#
#   --what-if       says what would change in Azure, and changes nothing
#   --lock-custody  makes the 12 years of custody irrevocable, once and for ever; asks before it does
#
# Needs az (signed in; owner of the resource group, for the role assignments), dotnet 10 with the public feed, zip, and the environment variables
#   INTAKE_PUBLIC_ADDRESS  address printed on receipts, e.g. https://registro.example
#   INTAKE_TRUST_ANCHORS   folder of the certificates (PEM, DER) that applicants' signatures are checked against
#   INTAKE_OPERATORS       e-mail addresses for alerts, separated by commas
#   INTAKE_LOCATION        region of a new resource group (default spaincentral)
set -euo pipefail
# A folder is named from where one stands, not from where this script lies.
[ -z "${INTAKE_TRUST_ANCHORS:-}" ] || INTAKE_TRUST_ANCHORS=$(realpath -m "$INTAKE_TRUST_ANCHORS")
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

usage='usage: deploy.sh dev|prod RESOURCE-GROUP [--what-if] [--lock-custody]'
[ $# -ge 2 ] || stop "$usage"
environment=$1
group=$2
shift 2
what_if=false
lock=false
for argument in "$@"; do
  case $argument in
    --what-if) what_if=true ;;
    --lock-custody) lock=true ;;
    *) stop "$usage" ;;
  esac
done
case $environment in
  dev | prod) ;;
  *) stop "$usage" ;;
esac

for tool in az dotnet zip; do
  command -v "$tool" > /dev/null || stop "$tool is not installed."
done
missing=()
for variable in INTAKE_PUBLIC_ADDRESS INTAKE_OPERATORS INTAKE_TRUST_ANCHORS; do
  [ -n "${!variable:-}" ] || missing+=("$variable")
done
[ ${#missing[@]} -eq 0 ] || stop "Set ${missing[*]}; see the head of this script."
[ -d "$INTAKE_TRUST_ANCHORS" ] || stop "INTAKE_TRUST_ANCHORS is no folder: $INTAKE_TRUST_ANCHORS"
az account show > /dev/null 2>&1 || stop 'Sign in first: az login'

deployment="intake-$environment"

# What Azure will not have changed is taken from what is there.
account=$(az storage account list --resource-group "$group" --query "[?starts_with(name, 'stcustody')].name | [0]" --output tsv 2> /dev/null || true)
INTAKE_CUSTODY_POLICY=Unlocked
if [ -n "$account" ]; then
  INTAKE_CUSTODY_POLICY=$(az storage account show --resource-group "$group" --name "$account" \
    --query immutableStorageWithVersioning.immutabilityPolicy.state --output tsv)
fi
INTAKE_BUDGET_START=$(az consumption budget list --resource-group "$group" --query "[?name=='budget-intake-$environment'].timePeriod.startDate | [0]" --output tsv 2> /dev/null || true)
INTAKE_BUDGET_START=${INTAKE_BUDGET_START:0:10}
INTAKE_BUDGET_START=${INTAKE_BUDGET_START:-$(date +%Y-%m-01)}
export INTAKE_CUSTODY_POLICY INTAKE_BUDGET_START

if $what_if; then
  [ "$(az group exists --name "$group")" = true ] || stop "There is no resource group $group yet: without --what-if it is made."
  az deployment group what-if --resource-group "$group" --template-file main.bicep --parameters "$environment.bicepparam"
  say 'Nothing was changed. Code and event subscription come after the infrastructure and are not part of this.'
  exit 0
fi

if $lock; then
  [ -n "$account" ] || stop 'There is no custody account to lock yet.'
  read -r -p "Nothing in $account can then be deleted before its time, by anybody. Type the account's name to lock it: " answer
  [ "$answer" = "$account" ] || stop 'Not locked.'
  export INTAKE_CUSTODY_POLICY=Locked
fi

say '1 of 3: infrastructure'
[ "$(az group exists --name "$group")" = true ] \
  || az group create --name "$group" --location "${INTAKE_LOCATION:-spaincentral}" --output none
az deployment group create --resource-group "$group" --name "$deployment" --template-file main.bicep --parameters "$environment.bicepparam" --output none
output() { az deployment group show --resource-group "$group" --name "$deployment" --query "properties.outputs.$1.value" --output tsv; }
app=$(output appName)
host=$(output appHost)

say "2 of 3: code to $app"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish ../../functions --configuration Release -p:FunctionsHost=Azure --output "$work/app"
[ -f "$work/app/host.json" ] || stop 'The published app has no host.json.'
cp -r "$INTAKE_TRUST_ANCHORS" "$work/app/anclas"
(cd "$work/app" && zip --quiet --recurse-paths "$work/app.zip" .)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/app.zip" --output none

say '3 of 3: event subscription, once the code answers'
for attempt in $(seq 1 60); do
  curl --silent --fail --max-time 10 --output /dev/null "https://$host/api/health/live" && break
  [ "$attempt" -lt 60 ] || stop "https://$host/api/health/live does not answer: see the log of $app. Run this again when it does."
  sleep 5
done
key=$(az functionapp keys list --resource-group "$group" --name "$app" --query 'systemKeys.blobs_extension' --output tsv)
[ -n "$key" ] || stop "$app has no system key blobs_extension: its blob trigger has not started."
# By a file and not as an argument, which other people on this machine could read.
(umask 077 && printf '{"parameters":{"blobsKey":{"value":"%s"}}}' "$key" > "$work/key.json")
az deployment group create --resource-group "$group" --name "$deployment-events" --template-file subscription.bicep \
  --parameters "@$work/key.json" --parameters "topicName=$(output topicName)" "appHost=$host" "account=$(output pipelineAccount)" --output none

curl --silent --fail --max-time 30 "https://$host/api/health/ready" || stop "Deployed, but https://$host/api/health/ready is not content."
say
say "Deployed: https://$host"
